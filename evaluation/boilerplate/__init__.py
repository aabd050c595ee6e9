"""How much boilerplate is taken out of plain text, and how many sentences of articles are lost with it."""
