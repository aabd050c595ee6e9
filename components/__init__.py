"""The linked panels: Streamlit only, one a file, each ``draw(view, store)``; no SQL and no model here."""
