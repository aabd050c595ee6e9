"""What is filled into the lines of ours: invented people, places, papers, agencies, shops."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from training.boilerplate import topical

HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")

FIRST = "Ada Alba Anders Bela Boris Carla Dagny Dev Edda Emil Farah Gil Hana Hugo Ines Ivo Jana Jens Kaja Kemal Lars Lena Liv Malik Mara Mei Nils Nora Omar Otto Paula Pia Quentin Rosa Sami Sara Sean Tara Theo Uma Vera Viktor Wanda Yara Zoe".split()
LAST = "Abel Adeyemi Amis Arp Bajwa Beck Brink Castro Chen Dahl Duarte Eriksen Falk Farouk Fenner Garner Grau Haddad Hobb Iqbal Jansen Joyce Kaur Keller Kovac Lange Lund Marten Moreau Nkemelu Novak Okafor Olsen Pereira Quist Rahman Reyes Sato Silva Tahiri Toft Ueda Vik Voss Weiss Yilmaz Zeller".split()
PLACES = [
    "Brask",
    "Orran",
    "Pell City",
    "Sund",
    "Tarn Valley",
    "North Orran",
    "Goldwin",
    "Castle Rey",
    "Vessel Bay",
    "Mornington Sound",
    "Ulm Harbor",
    "Kettering Falls",
    "Dunmore",
    "Lake Arlen",
    "East Brask",
    "Santa Vera",
    "Novy Kray",
    "Hollin",
]
PAPERS = [
    "Times",
    "Herald",
    "Tribune",
    "Gazette",
    "Post",
    "Chronicle",
    "Mail",
    "Star",
    "News",
    "Observer",
    "Journal",
    "Today",
    "Daily",
    "Record",
    "Standard",
    "Echo",
    "Argus",
    "Reporter",
    "Mirror",
    "Independent",
    "Enquirer",
    "Online",
    "Live",
    "Radio",
    "FM",
    "TV",
    "Review",
    "Bulletin",
    "Weekly",
]
AGENCIES = [
    "Reuters",
    "AP",
    "AFP",
    "Getty Images",
    "PA",
    "Shutterstock",
    "EPA",
    "AP Photo",
    "Alamy",
    "iStock",
    "Bloomberg",
    "Tidewire",
    "Interpress",
    "Press Association",
    "Rex Features",
    "Xinhua",
    "DPA",
    "EFE",
    "PA Wire",
    "AFP via Getty Images",
    "Corbis",
    "Unsplash",
    "Pixabay",
    "Reuters/File",
    "NurPhoto",
    "Zuma Press",
    "Worldpix",
    "Nordfoto",
    "UPI",
    "Adobe Stock",
]
SECTIONS = [
    "politics",
    "business",
    "sport",
    "culture",
    "health",
    "science",
    "technology",
    "education",
    "environment",
    "climate",
    "travel",
    "food",
    "crime",
    "housing",
    "money",
    "football",
    "fashion",
    "books",
    "music",
    "film",
    "weather",
    "world",
    "UK",
    "US",
    "Europe",
    "Asia",
    "Africa",
    "Middle East",
    "local news",
    "elections",
    "immigration",
    "economy",
    "markets",
    "energy",
    "transport",
    "family",
    "gardening",
    "motoring",
    "media",
    "religion",
    "law",
    "defence",
    "space",
    "AI",
    "royals",
    "celebrity",
    "tennis",
    "cycling",
    "rugby",
    "opinion",
    "features",
    "lifestyle",
    "arts",
    "theatre",
    "property",
    "jobs",
    "courts",
    "trade",
    "farming",
]
COMPANIES = [
    "Sunbank",
    "Velo Motors",
    "Hausmann",
    "CleanHome",
    "Telvia",
    "Greenleaf Energy",
    "Nordic Sleep",
    "FlyAway",
    "Pureform",
    "Kitchen & Co",
    "Bright Dental",
    "QuickLoan",
    "SafeHarbor Insurance",
    "Playlot",
    "Medika",
    "Optika",
    "Bettino",
    "Webwise",
]
PRODUCTS = [
    "a new phone",
    "hearing aids",
    "walking shoes",
    "mattresses",
    "car insurance",
    "a family holiday",
    "two tickets to the opera",
    "garden chairs",
    "electric bikes",
    "solar panels",
    "an air fryer",
    "winter coats",
    "credit cards",
    "a vacuum cleaner",
    "running shoes",
    "a cruise",
    "wireless headphones",
    "stairlifts",
    "coffee machines",
    "meal kits",
]
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def listed(name: str) -> list[str]:
    """The lines of one of our files that are no comment."""
    return [line for line in (HERE / name).read_text(encoding="utf-8").split("\n") if line.strip()]


class Filler:
    """Fills the slots of a line; the same line differs from one time to the next."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.headlines = listed("article/headlines.txt")
        self.captions = listed("article/captions.txt")
        self.story: Sequence[str] = ()  # the paragraphs beside which the lines will stand
        self.people: Sequence[
            str
        ] = ()  # names that stand in articles as well, so that no name tells a line's kind
        self.places: Sequence[str] = ()
        pick = chance.choice
        self.slots: dict[str, Callable[[], str]] = {
            "name": self.name, "NAME": lambda: self.name().upper(),
            "place": self.place, "PLACE": lambda: self.place().upper(),
            "outlet": self.outlet, "OUTLET": lambda: self.outlet().upper(),
            "agency": lambda: pick(AGENCIES), "AGENCY": lambda: pick(AGENCIES).upper(),
            "section": self.section, "SECTION": lambda: pick(SECTIONS).upper(),
            "company": lambda: pick(COMPANIES), "COMPANY": lambda: pick(COMPANIES).upper(), "product": lambda: pick(PRODUCTS),
            "month": lambda: pick(MONTHS), "weekday": lambda: pick(WEEKDAYS),
            "year": lambda: str(chance.randint(2004, 2026)), "day": lambda: str(chance.randint(1, 28)),
            "n": self.number, "nn": lambda: f"{chance.randint(0, 59):02}",
            "money": self.money, "phone": lambda: f"555 {chance.randint(1000, 9999)}",
            "email": self.email, "handle": self.handle, "url": self.url,
            "headline": self.headline, "caption": self.caption,
        }  # fmt: skip

    def fill(self, line: str) -> str:
        return _SLOT.sub(lambda match: self.slots[match[1]](), line)

    def name(self) -> str:
        if self.people and self.chance.random() < 0.5:
            return self.chance.choice(self.people)
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"

    def place(self) -> str:
        return self.chance.choice(self.places if self.places and self.chance.random() < 0.5 else PLACES)

    def outlet(self) -> str:
        the = self.chance.choice(("The ", "the ", ""))
        return f"{the}{self.place()} {self.chance.choice(PAPERS)}"

    def section(self) -> str:
        section = self.chance.choice(SECTIONS)
        return self.chance.choice((section, section[:1].upper() + section[1:]))

    def number(self) -> str:
        return self.chance.choice(
            (
                str(self.chance.randint(1, 40)),
                str(self.chance.randint(2, 900)),
                f"{self.chance.randint(1, 90)},{self.chance.randint(0, 999):03}",
            )
        )

    def money(self) -> str:
        sign = self.chance.choice("£$€")
        whole = self.chance.choice((1, 2, 3, 5, 10, 20, 50, 4.99, 9.50))
        return self.chance.choice((f"{sign}{whole}", f"{whole} crowns"))

    def email(self) -> str:
        user = self.chance.choice(
            (
                "newsdesk",
                "letters",
                "tips",
                "hello",
                f"{self.chance.choice(FIRST)[0]}{self.chance.choice(LAST)}",
                f"{self.chance.choice(FIRST)}.{self.chance.choice(LAST)}",
            )
        )
        return f"{user.lower()}@{self.handle().lower()}.{self.chance.choice(('example', 'com', 'org'))}"

    def handle(self) -> str:
        return (self.chance.choice(PLACES) + self.chance.choice(PAPERS)).replace(" ", "")

    def url(self) -> str:
        slug = "-".join(self.chance.choice(self.headlines).lower().split()[:5])
        return f"{self.chance.choice(('https://', 'https://www.', 'www.', ''))}{self.handle().lower()}.{self.chance.choice(('com', 'example', 'org'))}/{self.chance.choice(SECTIONS).replace(' ', '-')}/{slug}"

    def headline(self) -> str:
        """A headline of another story, now and then of one about the same."""
        about = self.chance.random() < 0.2
        same = topical.any_of(topical.headline, self.story, self.chance) if about else None
        return same or self.chance.choice(self.headlines)

    def caption(self) -> str:
        """A caption, now and then one that is about the story."""
        about = self.chance.random() < 0.6
        same = topical.any_of(topical.caption, self.story, self.chance) if about else None
        caption = same or self.chance.choice(self.captions)
        return caption if caption.endswith(".") else caption + self.chance.choice((".", ""))
