"""The set phrases of boilerplate: one a line, as regular expressions (upper and lower case alike).

Which of them take a line out, and when, is decided in ``boilerplate``.
"""

from __future__ import annotations

import re

_WITHOUT_MARKS = '[^"“”]'  # a line with words in quotation marks may be the article's
_AFTER_LABEL = r"\s*(?:[:|>»→›].{0,250}|\.{3}|…)?"
_SIGN_UP = r"(?:please )?(?:sign ?up|subscribe|register)"
_PICTURE = r"(?:photo(?:graph|s)?|images?|pictures?|photography|illustration|graphic|video)"
_STOCK = r"(?:getty images|ap photo|shutterstock|istock|alamy|pa wire|afp via getty)"
_SHARE = (
    r"(?:share(?: (?:this|the)(?: (?:article|story|page|post))?)?(?: (?:on|via|by))?|tweet(?: this)?"
    r"|gift this article|facebook|twitter|x|whats ?app|linkedin|reddit|telegram|bluesky|threads|messenger"
    r"|pinterest|e-?mail|print|copy link|link copied!?|bookmark|save|comments?)"
)

_WORK = r"(?:reporting|writing|written|compiled|editing|edited)"

# What a whole line looks like that is no part of the article.
_LINES: dict[str, tuple[str, ...]] = {
    "appeal": (
        r"(?:support|subscribe|donate|contribute|give|join(?: us)?)(?: now| today| us)?[.!]?",
        r"your (?:support|donation|contribution|membership) helps us to tell the story\.?",
        r"your (?:support|donation|contribution|membership) (?:makes all the difference|matters)\.?",
        r"already (?:contributed|donated|a member)\?.{0,80}",
    ),
    "newsletter": (
        rf"{_SIGN_UP}\b.{{0,200}}\b(?:newsletters?|inbox|mailing list)\b.{{0,120}}",
        rf"{_SIGN_UP}\b.{{0,80}}\b(?:e-?mails?|alerts?|briefings?|updates)\b.{{0,80}}",
        r"get\b.{0,200}\b(?:to|in|into) your inbox\b.{0,80}",
        r"(?:please )?enter (?:your|a valid) e-?mail(?: address)?.{0,40}",
        r"i would like to be emailed about.{0,200}",
        r"by (?:signing up|subscribing|entering your email|clicking)[^.]{0,80}\byou(?:['’]ll| will)? "
        r"(?:agree|accept|consent|also receive)\b.{0,200}",
        r"(?:free )?(?:daily |weekly |morning |evening )?newsletters?(?: sign-?up)?",
    ),
    "subscription": (
        r"already (?:a|have a) subscri(?:ber|ption)\?.{0,60}",
        r"this (?:article|story|content) is (?:only )?(?:for|available (?:only )?to|reserved for)(?: our)? "
        r"(?:subscribers|members)(?: only)?\.?",
        r"subscribers only\.?",
        rf"to (?:continue|keep) reading{_WITHOUT_MARKS}{{0,160}}",
        rf"unlock (?:this|the) (?:article|story){_WITHOUT_MARKS}{{0,160}}",
        rf"you have (?:\w+ )?free (?:articles?|stories) (?:left|remaining){_WITHOUT_MARKS}{{0,160}}",
        rf"(?:log|sign) in (?:to|or) {_WITHOUT_MARKS}{{0,160}}",
        rf"subscribe (?:now|today|here|to (?:read|continue|unlock|the)){_WITHOUT_MARKS}{{0,120}}",
    ),
    "cookies": (
        r"(?:we|this (?:web)?site|our (?:partners|site)|we and our partners) uses? cookies\b.{0,300}",
        r"(?:accept|reject|manage|allow)(?: all)?(?: optional)? "
        r"(?:cookies?(?: settings)?|preferences|choices)",
        r"cookie (?:policy|settings|preferences|notice)|privacy policy|(?:accept|reject) all",
        r"by (?:continuing|using|browsing)[^.]{0,80}\bcookies\b.{0,120}",
    ),
    "related": (
        rf"(?:read|see|watch|listen)(?: more| also| next| now){_AFTER_LABEL}",
        rf"(?:read this|see also|also read|(?:continue|further) reading|what to read next){_AFTER_LABEL}",
        rf"related(?: (?:articles?|stories|topics|content|news|coverage|links?))?{_AFTER_LABEL}",
        rf"more (?:on this(?: story| topic)?|stories|like this|from .{{1,60}}){_AFTER_LABEL}",
        rf"(?:most (?:read|popular|viewed)|trending(?: now)?|top stories){_AFTER_LABEL}",
        rf"(?:in other news|don['’]t miss){_AFTER_LABEL}",
        rf"recommended(?: (?:reading|stories|articles|for you))?{_AFTER_LABEL}",
        rf"you (?:may|might) also (?:like|enjoy){_AFTER_LABEL}",
    ),
    "share": (
        rf"{_SHARE}(?:[\s,|/·•]+(?:and |or )?{_SHARE})*\s*:?",
        r"follow (?:us|.{1,40}) on (?:facebook|twitter|x|instagram|threads|bluesky|linkedin|tiktok"
        r"|google news|mastodon)\b.{0,60}",
        r"(?:\d{1,3}(?:[,.]\d{3})*|no|view|show|join|leave|post)(?: a| all| the)? "
        r"(?:comments?|shares|conversation|replies)\.?",
    ),
    "photo credit": (
        rf"[(\[]?{_PICTURE}(?: (?:credit|courtesy|by|source))?s?\s*[:/©]{_WITHOUT_MARKS}{{1,150}}",
        rf"[(\[]?credit:\s{_WITHOUT_MARKS}{{1,150}}",
        rf"[(\[]?{_PICTURE} (?:credit|courtesy of|by)\s[^\"“”.]{{1,100}}[)\]]?",
        rf"[(\[]?(?:[\w.'’-]+ ){{0,4}}(?:[\w.'’-]+ ?[/|] ?)?{_STOCK}(?: ?/ ?[\w .'’-]{{1,40}})?[)\]]?",
        r"[(\[]?[\w .'’-]{0,60}(?:/[\w .'’-]{1,30})?\b(?:via )?getty(?: images)?[)\]]?",
    ),
    "byline": (
        rf"\((?:additional )?{_WORK}(?: and \w+)? by (?-i:[A-Z])[^()\n]{{2,300}}\)\.?",
        rf"{_WORK} by (?-i:[A-Z])[^();.\n]{{2,120}};(?: additional)? {_WORK} by [^()\n]{{2,200}}",
    ),
    "copyright": (
        r"(?:copyright (?:© ?|\(c\) ?)?\d{4}|(?:copyright )?(?:©|\(c\)) ?(?:\d{4}|(?-i:[A-Z]))).{0,200}",
        r".{0,200}\ball rights reserved\b.{0,150}",
        r"this (?:material|article|content) may not be (?:published|reproduced|copied)\b.{0,200}",
        r"our standards: the \b.{0,200}",
    ),
    "comments": (
        r"comments (?:(?:on|to) this (?:article|story|post) )?(?:are|have been) "
        r"(?:now )?(?:closed|turned off|disabled)\.?",
    ),
    "contact": (
        r"(?:report|spotted|found) an? (?:error|mistake|typo|correction|problem)"
        r"(?: (?:in|on|with) this .{1,30})?[.?]?",
    ),
    "navigation": (
        r"back to (?:the )?(?:top(?: of page)?|home ?page|start|front page)",
        r"[^\W\d_][^\W\d_&’' -]{0,24}(?:\s*[|•·›»]\s*[^\W\d_][^\W\d_&’' -]{0,24}){2,30}",
        r"_{10,200}",
    ),
    "advertisement": (
        r"[-—–( ]*(?:advertisements?|advert|ad)[-—–) .]*",
        r"(?:sponsored|promoted)(?: content)?|paid (?:content|post)",
        r"[-—–(\[ ]*(?:story|article) continues (?:below|after)(?: (?:this |the )?"
        r"(?:ad|advert|advertisement))?[-—–)\] .]*",
        r"scroll (?:down )?(?:for more|to continue)|skip (?:ad|advert|advertisement)",
        r"(?:skip past|after) newsletter promotion",
    ),
}
LINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE))
    for why, phrases in _LINES.items()
)

# What tells a credit from a caption, which is the article's: a mark or a word of whose the picture is.
CREDITS = re.compile(
    r"[/©|()\[\]:—–]|\b(?:photo|picture|pic|image|courtesy|credit|by|via|from|for|getty|reuters|ap|afp|epa|pa|handout|file"
    r"|archive|supplied|submitted|contributed|provided|illustration|graphic|map|chart|screenshot|video|still|drone|agency"
    r"|collection|library|museum|foto|camera|shutterstock|copyright|poster|artwork|print|drawing|cartoon|grab|satellite"
    r"|street view|pool)s?\b",
    re.IGNORECASE,
)
CREDIT_LINE = re.compile(
    rf"(?:{_PICTURE}|map|chart)s?(?: (?:credit|courtesy|by))?s?\s*[:/©]",
    re.IGNORECASE,
)

# What an appeal for support says to the reader.
_APPEAL = (
    r"\byour (?:generous )?(?:support|donations?|contributions?|gift|membership|subscription) "
    r"(?:helps?|allows?|makes?|enables?|means?|keeps?|powers?|lets?|funds?|will|matters)\b",
    r"\bwe need (?:reporters|journalists) on the ground\b",
    r"\bis on the ground when the story is developing\b",
    r"\bparse out the facts from the messaging\b",
    r"\bis trusted by (?:americans|readers)\b",
    r"\b(?:choose|chosen) not to (?:lock|put)\b.{0,80}\bpaywalls?\b",
    r"\bbehind a paywall\b",
    r"\bquality journalism should be available\b",
    r"\bjournalism (?:free|open|available) (?:for|to) (?:all|everyone|everybody)\b",
    r"\bpaid for by those who can afford it\b",
    r"\b(?:small )?favou?r to ask\b",
    r"\b(?:support|fund|back|protect|champion)(?:ing)? "
    r"(?:our|independent|quality|fearless|local|public[- ]service|investigative|honest|free|this kind of)"
    r"(?: \w+){0,2} (?:journalism|reporting|newsroom|journalists|work|news)\b",
    r"\bhelp (?:us )?(?:to )?(?:keep|fund|make|continue|produce|sustain|protect)\b.{0,60}"
    r"\b(?:journalism|reporting|newsroom|news|independent|free)\b",
    r"\bconsider (?:supporting|donating|making a|giving|contributing|subscribing|becoming a|joining)\b",
    r"\b(?:support now|donate (?:now|today|here)|contribute (?:now|today|from))\b",
    r"\bsubscribe (?:now|today|here)\b",
    r"\bjoin (?:us )?(?:now|today) (?:from|for)\b",
    r"\bfrom (?:just|as little as) (?:[£$€]\d|\d+ ?(?:p|pence|cents|crowns)\b)",
    r"\b(?:make|making) a (?:(?:one-off|one-time|monthly|regular|recurring|small|tax-deductible) )?"
    r"(?:donation|contribution)\b",
    r"\bbecome a (?:\w+ )?(?:member|supporter|subscriber|patron)\b",
    r"\bif you (?:value|enjoy|like|appreciate|believe in) (?:our|this|what (?:you|we))\b",
    r"\bsince you(?:['’]re| are) here\b",
    r"\b(?:reporting|journalism) like this\b",
    r"\b(?:owned|funded|paid for) by (?:its|our|you,? our) readers\b",
    r"\balready a (?:member|supporter|subscriber)\?",
)
APPEAL = re.compile("|".join(_APPEAL), re.IGNORECASE)
ABOUT_NEWS = re.compile(
    r"\b(?:journalis\w+|report(?:ing|ers)|newsroom|our work|readers|paywalls?|independent news)\b",
    re.IGNORECASE,
)
_ASKS = r"^\s*(?:please|support|donate|subscribe|become|join|help|consider|make|fund|your)\b"
ASKS = re.compile(_ASKS, re.IGNORECASE)
TO_READER = re.compile(rf"\b(?:we|our|you|your|(?-i:us|Us))\b|{_ASKS}", re.IGNORECASE)  # "US" is a country
SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|according to|added|adds|argued|argues|wrote|writes|asked|asks|warned"
    r"|warns|insisted|announced|claimed|claims|replied)\b",
    re.IGNORECASE,
)
TOLD_OF = re.compile(r"\b(?:had|were|did|has been|have been|ran|ruled|sued)\b", re.IGNORECASE)
# An appeal known from its first words to its last, with whatever stands between.
KNOWN_APPEAL_STARTS = re.compile(r"\byour support helps us to tell the story\b", re.IGNORECASE)
KNOWN_APPEAL_ENDS = re.compile(
    r"\byour support makes all the difference\b\.?(?:\s{1,3}read more\b(?:\s{1,3}support now\b)?)?",
    re.IGNORECASE,
)
TRAILING_MORE = re.compile(r"(?<=[.!?\"”’]) +(Read more|Support now|Read More|Support Now)(?:\.{3}|…|\.)?$")
TRAILING_CREDIT = re.compile(
    rf" ([(\[](?:{_PICTURE}\b[:, /][^()\[\]]{{0,100}}|(?:credit|file photo)\b[^()\[\]]{{0,100}}"
    rf"|[^()\[\]]{{0,80}}{_STOCK}[^()\[\]]{{0,60}})[)\]])$",
    re.IGNORECASE,
)

# What a sentence of boilerplate has and a plain sentence of an article has not: it turns to the reader,
# asks for something, or is about the page and the paper themselves.
TELLS_OF_ITSELF = re.compile(
    r"\b(?:you|your|yours|we|our|ours|(?-i:us)|please|me|my)\b"
    r"|^\W*(?:sign|subscribe|read|follow|click|tap|get|join|support|donate|share|send|e-?mail|contact|enter|download"
    r"|listen|watch|help|become|give|unlock|manage|register|log|save|report|submit|visit|see|call|text|find|check|try"
    r"|buy|order|win|back|scroll|skip|turn|view|show|print|want|love|like|never|don['’]t|tell|write|add|enable|allow"
    r"|accept|choose|start|stay|keep|use|cancel|continue|go|play|learn|shop|compare|discover|explore|pledge)\b"
    r"|\b(?:copyright|rights|reserved|reproduc\w+|republish\w*|republication|redistribut\w+|permission|licen[cs]\w*"
    r"|published|syndicat\w+|cookies?|newsletters?|subscri\w+|subscription|comments?|commenting|moderat\w+"
    r"|advertis\w+|sponsored|affiliate|commission|promotion|partners?|journalism|reporting|reporters?|editing|editors?"
    r"|donat\w+|contribut\w+|members?|membership|article|story|page|website|site|app|inbox|e-?mails?|podcast|episode"
    r"|photo\w*|images?|pictures?|pictured|illustration|credit|edition|privacy|terms|javascript|browser|headline|print"
    r"|covers|writes|translated|produced|quotes|disclosure|views|opinions|offer|trial|readers?)\b"
    r"|@|https?:|www\.|©|\.example\b|\.com\b",
    re.IGNORECASE,
)
