"""The one door to numba: kernels are compiled once a machine, and run without Python's lock.

Kernels own no array: whoever calls them makes all of them. Counting references, which numba would
do at each reading of a column, is left out (``_nrt``): it would cost ten times the work itself.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numba

F = TypeVar("F", bound=Callable[..., object])

BARE: dict[str, Any] = {"_nrt": False}


def compiled(function: F) -> F:
    """Compile a kernel at its first call, and keep the result on disk where that is possible."""
    try:
        kernel: F = numba.njit(cache=True, nogil=True, **BARE)(function)
    except RuntimeError:  # nobody can write here: NUMBA_CACHE_DIR says where else
        kernel = numba.njit(nogil=True, **BARE)(function)
    return kernel


def inlined(function: F) -> F:
    """Compile a part of a kernel inside each kernel that calls it: no column is handed over."""
    kernel: F = numba.njit(inline="always", **BARE)(function)
    return kernel
