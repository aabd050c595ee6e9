"""The smallest app that reruns: a button, and how often it was clicked. What Streamlit itself takes."""

from __future__ import annotations

import streamlit as st


def clicked() -> None:
    """Count the click."""
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1


st.button("Again", on_click=clicked)
st.text(f"{st.session_state.get('clicks', 0)} clicks")
