"""What the head of a turn is made of ("[10:15] Helen Ortiz, mayor:"), as patterns.

Shared by the intake, which parts transcripts and captions into turns, and the reader, which reads who speaks in
them: what one of them parts the other must read. Blanks are written ``[ ]``, so that they serve in verbose
expressions too.
"""

from __future__ import annotations

TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
BIG = r"[^\W\d_a-zß-ÿ]"
"""A letter that is no small one; beyond Latin-1 small ones pass as well."""
PARTICLES = "al|bin|da|de|del|della|den|der|di|do|dos|du|el|la|le|ten|van|von|y|zu"
CLAUSE = r"(?:who|whose|which|and|but|or|we|he|she|they|you|it|this|that|there|here|so|if|when|what)\b"
"""What goes on with a sentence behind a comma, and is no post."""
PART = (
    r"(?:interviewe[er]|moderator|host|presenter|reporter|narrator|announcer|questioner"
    r"|The[ ](?:interviewe[er]|moderator|host|presenter|reporter|journalist|narrator|announcer|mayor|president"
    r"|(?:prime[ ])?minister|chancellor|governor|senator|ambassador|judge|court|clerk|prosecutor|witness|chair"
    r"|chair(?:man|woman|person)|spokes(?:man|woman|person)|translator|interpreter|operator|caller))"
)
"""Who speaks, by what they do there; in small letters only what begins no sentence."""
