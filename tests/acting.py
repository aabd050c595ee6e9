"""A click on one of our own elements, without a browser: the event goes the way that Streamlit sends it."""

from __future__ import annotations

import json
from itertools import count

from streamlit.testing.v1 import AppTest

_numbers = count(1)


def act(page: AppTest, key: str, *event: str) -> AppTest:
    """Run the page after the event of an element, drawn under ``key``, as the click on it would."""
    (component,) = [each for each in page.get("bidi_component") if each.proto.id.endswith(f"-{key}")]
    states = page._tree.get_widget_states()
    state = states.widgets.add()
    state.id = f"$$STREAMLIT_INTERNAL_KEY_{component.proto.id}__events"
    state.json_trigger_value = json.dumps([{"event": "acted", "value": [[next(_numbers), *event]]}])
    page._run(states)
    assert not page.exception
    return page
