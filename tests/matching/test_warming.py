"""Nobody who asks a question waits for a kernel to be compiled."""

from importlib import import_module
from pkgutil import iter_modules

from numba.core.dispatcher import Dispatcher

from mentorat.matching.engine import kernels
from mentorat.matching.engine.explaining import Explainer
from mentorat.matching.engine.funnel import funnel
from mentorat.matching.engine.pricing import one_fewer, seats_worth
from mentorat.matching.engine.solving import solve, solve_again
from mentorat.matching.engine.warming import warm
from tests.matching.engine_worlds import drawn_question


def compiled():
    """Return, by kernel that is called from outside, the types for which it was compiled."""
    names = [f"{kernels.__name__}.{one.name}" for one in iter_modules(kernels.__path__)]
    modules = [import_module(name) for name in names]
    found = {name: one for module in modules for name, one in vars(module).items()}
    return {
        name: one.signatures
        for name, one in found.items()
        if isinstance(one, Dispatcher) and "inline" not in one.targetoptions
    }


def test_warming_compiles_every_kernel_for_every_question():
    warm()
    ready = compiled()

    for seed in range(40):
        answer = solve(drawn_question(seed, tiers=(30, 60)))
        solve_again(answer)
        explainer = Explainer(answer)
        one_fewer(answer)
        seats_worth(answer)
        funnel(answer.question, answer.unserved)
        for row in range(len(answer.question.needs)):
            explainer.alternatives(row)

    assert {name: len(types) for name, types in ready.items()} == dict.fromkeys(ready, 1)
    assert compiled() == ready
    assert len(ready) > 5
