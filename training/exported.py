"""The network as it is exported: it computes the same, faster in ONNX Runtime and with numbers that 8 bits hold well.

*Attention* becomes the one operator that ONNX Runtime has for it. It needs no mask: a window is read whole, and none is
padded.

*Rounding.* ONNX Runtime rounds what goes into a matrix product to 8 bits with one step for the whole window, as coarse as
its largest number demands. Few numbers are many times as large as all others, and those are most of what 8 bits cost:

- in what goes into ``qkv`` and ``inner`` they stand in the same few features of every word piece: each feature is divided
  by a constant, and the weights behind it are multiplied by that (SmoothQuant, Xiao et al. 2023, section 4);
- in what goes into ``outer`` they stand in a few word pieces, in the first layers: each piece is divided by the
  largest of its numbers, and what comes out is multiplied by that.

How large a feature gets is looked up in the sample articles that ship with the project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from training.network import Layer, Network
from whosaid.reading import marks
from whosaid.reading.features import CLS, SEP, WINDOW, load_tokenizer, pieces

_EVENED: Final = ("qkv", "inner")
_BY_PIECE: Final = 3  # layers whose ``outer`` is rounded piece by piece: behind them it gains nothing
_SHARE: Final = 0.8
"""How much of what is large moves from the features into the weights.

Of 0.5, 0.65 and 0.8 the one by which the scores of training texts differ least from floating point.
"""


class Attention(torch.autograd.Function):
    """Queries, keys and values (b, t, width) -> what they attend to (b, t, width), by several heads."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """In torch, to trace and to test with."""
        split = [
            given.unflatten(-1, (heads, given.shape[-1] // heads)).transpose(1, 2)
            for given in (query, key, value)
        ]
        return nn.functional.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """In ONNX Runtime."""
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


class Evened(nn.Module):
    """A linear layer that divides each feature by a constant first, and has weights that make up for it."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        """``largest`` (features in): the largest absolute value seen of each."""
        super().__init__()
        weights = linear.weight.detach()
        by = largest.clamp_min(1e-3) ** _SHARE / weights.abs().amax(0).clamp_min(1e-4) ** (1 - _SHARE)
        by = by / by.mean()
        self.register_buffer("times", 1 / by)
        self.register_buffer("weight", (weights * by).T.contiguous())
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, hidden: Tensor) -> Tensor:
        return (hidden * self.times) @ self.weight + self.bias


class ByPiece(nn.Module):
    """A linear layer behind a GELU that divides each word piece by its largest number first."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.register_buffer("weight", linear.weight.detach().T.contiguous())
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, hidden: Tensor) -> Tensor:
        largest = hidden.amax(-1, keepdim=True).clamp_min(0.2)  # a GELU goes down to -0.17
        return ((hidden / largest) @ self.weight) * largest + self.bias


class AttendingLayer(nn.Module):
    """A trained layer with the attention of ONNX Runtime."""

    def __init__(self, trained: Layer) -> None:
        super().__init__()
        self.trained = trained

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        layer = self.trained
        query, key, value = layer.qkv(hidden).chunk(3, -1)
        attended: Tensor = Attention.apply(query, key, value, layer.heads)
        hidden = layer.attended_norm(hidden + layer.attended(attended))
        inner = nn.functional.gelu(layer.inner(hidden))
        again: Tensor = layer.outer_norm(hidden + layer.outer(inner))
        return again


def exported(network: Network, texts: Iterable[str], tokenizer: str, *, rounded: bool) -> Network:
    """Change a network (in place) into what is exported.

    Args:
        network: a trained one, in evaluation mode.
        texts: articles in which is looked up how large the features get, if ``rounded``.
        tokenizer: the path of its JSON file.
        rounded: whether it will have 8 bits.
    """
    layers = list(network.encoder.layers)
    if rounded:
        for (at, name), most in _largest(network, texts, tokenizer).items():
            setattr(layers[at], name, Evened(getattr(layers[at], name), most))
        for layer in layers[:_BY_PIECE]:
            layer.outer = ByPiece(layer.outer)
    network.encoder.layers = nn.ModuleList(AttendingLayer(layer) for layer in layers)
    return network


def _largest(network: Network, texts: Iterable[str], tokenizer: str) -> dict[tuple[int, str], Tensor]:
    """The largest absolute value of each feature that goes into an evened part of each layer."""
    found: dict[tuple[int, str], Tensor] = defaultdict(lambda: torch.zeros(()))

    def see(place: tuple[int, str], _: nn.Module, given: tuple[Tensor, ...]) -> None:
        found[place] = torch.maximum(found[place], given[0].abs().flatten(0, -2).amax(0))

    hooks = [
        getattr(layer, name).register_forward_pre_hook(partial(see, (at, name)))
        for at, layer in enumerate(network.encoder.layers)
        for name in _EVENED
    ]
    with torch.no_grad():
        for ids, surface in _windows(texts, tokenizer):
            network(ids, surface, torch.ones_like(ids))
    for hook in hooks:
        hook.remove()
    return dict(found)


def _windows(texts: Iterable[str], tokenizer: str) -> Iterator[tuple[Tensor, Tensor]]:
    cutter = load_tokenizer(tokenizer)
    for text in texts:
        cut = pieces(text, cutter, marks.quoted(text))
        for start in range(0, len(cut), WINDOW):
            window = slice(start, start + WINDOW)
            ids = np.r_[CLS, cut.ids[window], SEP].astype(np.int64)
            surface = np.pad(cut.surface[window], ((1, 1), (0, 0))).astype(np.int64)
            yield torch.from_numpy(ids)[None], torch.from_numpy(surface)[None]
