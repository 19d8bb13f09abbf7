"""Whole numbers under linear constraints, by HiGHS. Imported only where hidden counts are bound by anything at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import highspy
import numpy as np

from publication.validation.disclosure.cells import MOST_HIDDEN, Cell
from publication.validation.disclosure.claims import Constraint

Value = tuple[Cell, int]
"""A cell and a count that it might have."""


class Solver:
    """The hidden counts as unknowns in one model, in which single bounds are changed from question to question."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        self.constraints = constraints
        self.cells: list[Cell] = list(dict.fromkeys(cell for one in constraints for cell, _ in one.terms))
        self._place = place = {cell: index for index, cell in enumerate(self.cells)}
        self._starts = np.cumsum([0, *(len(one.terms) for one in constraints)])
        self._places = np.array([place[cell] for one in constraints for cell, _ in one.terms])
        self._factors = np.array([factor for one in constraints for _, factor in one.terms])
        self._lows = np.array([-np.inf if one.low is None else one.low for one in constraints])
        self._highs = np.array([np.inf if one.high is None else one.high for one in constraints])
        self._relaxed: set[int] = set()
        self._model = self._made()

    def _made(self) -> Any:
        count = len(self.cells)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, len(self.constraints)
        lp.col_cost_ = np.zeros(count)
        lp.col_lower_ = np.array([float(cell.least) for cell in self.cells])
        lp.col_upper_ = np.full(count, float(MOST_HIDDEN))
        lp.row_lower_, lp.row_upper_ = self._lows, self._highs
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = self._starts, self._places
        lp.a_matrix_.value_ = self._factors.astype(float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * count
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        # Presolving pays where a model is small.
        model.setOptionValue("presolve", "on" if count < 300 else "off")
        model.passModel(lp)
        return model

    def witness(self, *values: Value, kept: Collection[int] | None = None) -> Any | None:
        """Counts that agree with the `kept` constraints (all by default), in which cells have these values, or None.

        Raises ArithmeticError when the solver cannot tell, so that nothing counts as proved that is not.
        """
        self._keep(set(range(len(self.constraints))) if kept is None else set(kept))
        for cell, value in values:
            self._model.changeColBounds(self._place[cell], value, value)
        self._model.run()
        status = self._model.getModelStatus()
        for cell, _ in values:
            self._model.changeColBounds(self._place[cell], cell.least, MOST_HIDDEN)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(self._model.modelStatusToString(status))
        counts = np.rint(np.array(self._model.getSolution().col_value)).astype(np.int64)
        # The solver calculates with decimals; what it found is held against the constraints in whole numbers.
        if not set(range(len(self.constraints))) - self._relaxed <= self.satisfied(counts):
            raise ArithmeticError("rounding")
        return counts

    def _keep(self, kept: set[int]) -> None:
        everything = set(range(len(self.constraints)))
        wanted = everything - kept
        for row in wanted - self._relaxed:
            self._model.changeRowBounds(row, -np.inf, np.inf)
        for row in self._relaxed - wanted:
            self._model.changeRowBounds(row, self._lows[row], self._highs[row])
        self._relaxed = wanted

    def satisfied(self, counts: Any) -> set[int]:
        """The constraints that these counts agree with."""
        sums = np.add.reduceat(self._factors * counts[self._places], self._starts[:-1])
        return set(np.flatnonzero((self._lows <= sums) & (sums <= self._highs)).tolist())

    def impossible(self) -> list[Value] | None:
        """Every value that a cell cannot have; None when the constraints contradict each other."""
        if self.witness() is None:
            return None
        shown: set[Value] = set()

        def never(asked: list[Value]) -> Iterator[Value]:
            """Those of the values, each of another cell, that are impossible: asked for together, then by halves."""
            asked = [value for value in asked if value not in shown]
            if not asked:
                return
            counts = self.witness(*asked)
            if counts is not None:
                shown.update(zip(self.cells, counts.tolist(), strict=True))
            elif len(asked) == 1:
                yield asked[0]
            else:
                yield from never(asked[: len(asked) // 2])
                yield from never(asked[len(asked) // 2 :])

        found = []
        ranges = [range(cell.least, MOST_HIDDEN + 1) for cell in self.cells]
        for turn in range(MOST_HIDDEN + 1):
            # Neighbours are asked for different values, so that many fit into one sum.
            around = enumerate(zip(self.cells, ranges, strict=True), start=turn)
            found += never([(cell, of[place % len(of)]) for place, (cell, of) in around if turn < len(of)])
        return found


class HittingSets:
    """Sets of constraints, by their places, the smallest first."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._model = highspy.Highs()
        self._model.setOptionValue("output_flag", False)
        self._model.setOptionValue("threads", 1)
        for _ in range(count):
            self._model.addBinary(obj=1.0)

    def smallest(self) -> set[int] | None:
        """A smallest set that is allowed; None when there is none left."""
        self._model.run()
        if self._model.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        return {place for place, value in enumerate(self._model.getSolution().col_value) if value > 0.5}

    def take_one_of(self, places: Iterable[int]) -> None:
        self._add(1, highspy.kHighsInf, places)

    def leave_one_of(self, places: Collection[int]) -> None:
        self._add(0, len(places) - 1, places)

    def _add(self, low: float, high: float, places: Iterable[int]) -> None:
        chosen = np.array(sorted(places), dtype=np.int32)
        self._model.addRow(low, high, len(chosen), chosen, np.ones(len(chosen)))
