"""Closed lists of English words that the reading of names and sources leans on.

Word lists only: what is done with them stands in ``names``, ``clusters``, ``mentions`` and ``speakers``.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _map(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


MALE_TITLES = _set("mr sir lord king prince congressman councilman father rabbi")
FEMALE_TITLES = _set("mrs ms miss lady dame queen princess congresswoman councilwoman madam")
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | _set(
        """dr doctor prof professor president vice sen senator sens senators rep representative reps gov
        governor govs mayor judge justice chief gen general lt col colonel maj major capt captain
        sgt cmdr adm admiral secretary chancellor premier minister prime ambassador rev reverend
        pope cardinal bishop archbishop imam ayatollah sheikh speaker attorney chairman chairwoman
        commissioner director detective officer sheriff former then ex-president hon mx ag"""
    )
)
SUFFIXES = _set("jr sr ii iii iv")
PLACES_AND_BODIES = _set("ORG GPE LOC FAC")
GENERIC_BODIES = _set(
    """inc corp corporation co company ltd llc plc group foundation institute association news media bank
    airlines network agency university center centre committee organization organisation"""
)
NO_SHORT_FORM = _set("house states kingdom america city news party state university north south east west")
SMALL_WORDS = _set("of the and for on in to a de & at")
ALIASES = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "great britain": "united kingdom",
    "britain": "united kingdom",
    "uae": "united arab emirates",
    "eu": "european union",
    "un": "united nations",
    "huffpo": "huffington post",
    "wapo": "washington post",
}
NICKNAMES = _map(
    """joe=joseph bill=william bob=robert rob=robert mike=michael jim=james tom=thomas dan=daniel
    dick=richard rick=richard chris=christopher tim=timothy ted=edward ed=edward tony=anthony
    steve=stephen dave=david ben=benjamin matt=matthew greg=gregory jeff=jeffrey ken=kenneth
    ron=ronald don=donald sam=samuel andy=andrew alex=alexander liz=elizabeth kate=katherine
    debbie=deborah sue=susan bernie=bernard jerry=gerald sandy=sandra nick=nicholas pete=peter phil=philip
    charlie=charles"""
)

# One word for all that name the same role.
SAME_ROLE = _map(
    """sen=senator gov=governor rep=representative congressman=representative
    congresswoman=representative contender=candidate nominee=candidate hopeful=candidate
    frontrunner=candidate front-runner=candidate mogul=businessman tycoon=businessman
    billionaire=businessman developer=businessman boss=chief head=chief leader=chief director=chief
    ceo=chief aide=adviser advisor=adviser spokeswoman=spokesman spokesperson=spokesman
    chairwoman=chairman chair=chairman actress=actor justice=judge gop=republican democratic=democrat america=u.s
    american=u.s us=u.s"""
)

OTHER_OFFICES = _set("governor mayor minister chancellor premier king queen senator")
GOING_ON = _set("added adds adding continued continues also again concluded recalled")
PARTY_WORDS = _set(
    """democrat democratic republican liberal conservative independent socialist libertarian labour tory"""
)

# Pronouns, by what they can stand for.
HE = _set("he him his himself")
SHE = _set("she her hers herself")
IT = _set("it its itself")
THEY = _set("they them their theirs themselves both")
FIRST = _set("i me my mine myself we us our ours ourselves")
RELATIVE = _set("who whom whose which that")
PRONOUN_WORDS = HE | SHE | IT | THEY | FIRST | RELATIVE | {"you", "your"}
DETERMINERS = _set(
    "the a an this that these those his her its their our my your some many several all any each no"
)
DEFINITE = _set("the this that these those his her its their our my")
INDEFINITE = _set("a an one another some any")
PREPOSITIONS = _set(
    """of in at on for from with by to into over under near among amid against about after before between
    across inside outside within behind like via toward towards during as around"""
)
CLAUSE_WORDS = _set("who whom whose which that where when while because although though if but than not")

# Nouns that can be the head of a source.
PLURAL_HEADS = _set(
    """people men women police media public staff majority minority percent many some most few others
    several both none half thousands hundreds dozens millions crowd crowds critics press team
    families children those everyone everybody anyone nobody youth electorate alumni personnel
    clergy congressmen congresswomen lawmen spokesmen rest number handful couple pair republicans
    democrats gop establishment left right world audience jury family community generation mob"""
)
BODY_HEADS = _set(
    """campaign administration government committee company agency organization organisation group
    newspaper paper outlet magazine network court party council commission department ministry
    office bureau union association university institute foundation board congress senate house
    parliament corporation firm bank church city state county country nation kremlin regime
    coalition tribunal panel league federation society center centre police army military force
    service authority publication website site journal caucus delegation embassy school hospital
    fund charity nonprofit tabloid station channel broadcaster pac command institution district
    province task-force watchdog startup maker retailer airline carrier operator developer"""
)
THING_HEADS = _set(
    """poll polls report reports study studies survey surveys letter email e-mail emails memo tweet tweets
    post posts article ad ads law bill document documents statement film movie book video clip data
    results result analysis research review story account message text speech remarks comment
    comments editorial column op-ed transcript record records filing lawsuit complaint ruling
    opinion decision order plan policy proposal resolution platform website headline caption sign
    signs banner evidence investigation numbers figures statistics census agreement accord deal
    constitution history interview announcement release note missive search argument rumor rumors
    event attack appearance"""
)
VOICE_HEADS = _set(
    """argument statement letter tweet tweets remarks comments comment speech message claim claims words
    answer response view views opinion email memo post proposal plan testimony op-ed column book
    voice belief account criticism allies'"""
)
AUTHORED_HEADS = _set(
    """account analysis article average blog column coverage editorial essay guide investigation piece
    playbook post profile reporting release research review series story summary tally tracker tweet"""
)
"""What a body writes and is answerable for; its polls, data and records are sources of their own."""
POSTMODIFIERS = _set(
    """aired aligned available close compiled conducted familiar filed issued made obtained posted published
    released reviewed seen sent signed taken written"""
)
"""What may stand behind its noun: "a poll released Wednesday"."""
PERSON_HEADS = _set(
    """man woman boy girl official aide adviser advisor spokesman spokeswoman spokesperson president
    candidate nominee senator governor mayor secretary minister chancellor king queen prince pope
    lawmaker congressman congresswoman representative chairman chairwoman chair chief leader head
    director executive ceo founder owner editor reporter journalist columnist author writer host
    anchor analyst strategist pollster consultant lawyer attorney judge justice prosecutor professor
    scientist researcher historian economist expert doctor nurse teacher student voter supporter
    critic opponent rival democrat republican conservative liberal actor actress singer billionaire
    businessman businesswoman mogul tycoon veteran soldier general officer detective sheriff witness
    victim suspect gunman shooter father mother son daughter wife husband brother sister friend
    neighbor neighbour resident activist organizer organiser protester speaker source insider member
    colleague predecessor successor frontrunner front-runner runner socialist libertarian moderator
    diplomat ambassador envoy commander captain manager coach player pastor priest bishop rabbi imam
    immigrant worker farmer entrepreneur investor donor counsel commissioner superintendent
    principal parent child teenager person incumbent challenger contender hopeful filmmaker
    documentarian comedian widow spouse narrator interviewer surrogate premier dictator ruler monarch star
    celebrity legend icon jurist physician surgeon neurosurgeon"""
)
# Nouns by which somebody who was described before may be called again, and words for somebody who was not.
ANYBODY = _set(
    "person man woman source official aide insider individual speaker people group one two both pair"
)
SOMEBODY_ELSE = _set(
    "another other others second third fourth fifth one neither either none nobody somebody someone"
)
SPEECH_VERBS = _set(
    """said says say told tells added adds wrote writes argued argues claimed claims asked noted explained
    insisted declared announced tweeted called warned suggested continued believes believed thinks
    thought replied responded stated acknowledged admitted denied accused praised criticized
    criticised urged vowed promised pledged predicted remarked recalled concluded complained quipped
    joked testified"""
)
AUXILIARIES = _set("is was has had will would did does could can may might should are were have do")
ABBREVIATIONS = _set(
    """mr mrs ms dr prof sen sens rep reps gov govs gen lt col maj capt sgt cmdr adm rev hon st jr sr vs no
    inc corp co ltd jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k d.c a.m p.m u.n ala
    ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev
    okla ore pa tenn tex va vt wash wis e.g i.e"""
)
