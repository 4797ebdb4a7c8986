"""Step: read the parent, an int8 student of the Firefox family in Marian's binary format.

    python -m training.parent MODEL.bin            # lists the tensors
    python -m training.parent MODEL.bin out.npz    # writes them as float32

The format (marian-dev ``src/common/binary.cpp``): version and count, one header per tensor (name
length, type, rank, data length, as 64-bit numbers), then the names, the shapes (32-bit), an offset
to the next boundary, and the data. An int8 tensor is followed by its scale, and all but ``Wemb``
are stored transposed (as intgemm wants its second factor).
"""

from __future__ import annotations

import argparse
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

FLOAT32 = 0x404
VERSION = 1

Floats = npt.NDArray[np.float32]


def read_marian(path: Path) -> dict[str, Floats]:
    """Read every tensor as float32 in the orientation of ``x @ W``; raises ValueError."""
    raw = path.read_bytes()
    version, count = struct.unpack_from("<QQ", raw, 0)
    if version != VERSION:
        raise ValueError(f"{path} is not a Marian binary of version {VERSION}")
    headers = [struct.unpack_from("<QQQQ", raw, 16 + 32 * i) for i in range(count)]
    at = 16 + 32 * count
    names = []
    for length, *_ in headers:
        names.append(raw[at : at + length - 1].decode())
        at += length
    shapes = []
    for _, _, rank, _ in headers:
        shapes.append(struct.unpack_from(f"<{rank}i", raw, at))
        at += 4 * rank
    (padding,) = struct.unpack_from("<Q", raw, at)
    at += 8 + padding
    tensors: dict[str, Floats] = {}
    for (_, kind, _, length), name, shape in zip(headers, names, shapes, strict=True):
        data = raw[at : at + length]
        at += length
        if name.startswith("special:"):
            continue
        size = int(np.prod(shape))
        if kind == FLOAT32:
            tensors[name] = np.frombuffer(data, np.float32, size).reshape(shape).copy()
        elif not name.endswith("_QuantMultA"):
            tensors[name] = _dequantise(name, data, shape, size)
    return tensors


def _dequantise(name: str, data: bytes, shape: tuple[int, ...], size: int) -> Floats:
    scale = np.frombuffer(data, np.float32, 1, offset=size)[0]
    values: Floats = np.frombuffer(data, np.int8, size).astype(np.float32) / scale
    if name == "Wemb":
        return values.reshape(shape)
    rows, columns = shape
    turned: Floats = values.reshape(columns, rows).T.copy()
    return turned


def main(argv: Sequence[str] | None = None) -> None:
    """List the tensors of a parent, or write them."""
    parser = argparse.ArgumentParser(description="Read a Marian binary.")
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    given = parser.parse_args(argv)
    tensors = read_marian(given.model)
    for name, tensor in tensors.items():
        print(f"{name}\t{'x'.join(map(str, tensor.shape))}\t{float(np.abs(tensor).mean()):.4f}")
    if given.out:
        np.savez(given.out, **tensors)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
