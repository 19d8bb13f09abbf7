"""The check of `data/`: read everything, hold it against every rule, and say in Danish what is wrong and where.

A rule is a function of all that was read that yields a diagnostic at the very field that is wrong. One that compares
many records (a total, an unused source) yields nothing until all of them can be read, so that one slip is said once.

Kept editions were in order when they were told, and rules have changed since. What still counts for them is that they
can be read, that what they refer to is there, and that they tell nothing of single children: those rules go through
`LoadedData.told`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from publication.loading.diagnostics import Diagnostic
from publication.loading.kept_editions import load_with_editions
from publication.loading.loader import LoadedData
from publication.model.kinds import Publication
from publication.validation import (
    consistency,
    editions,
    identity,
    order,
    periods,
    privacy,
    real_municipalities,
    references,
    small_counts,
    totals,
)
from publication.validation.consequences import Consequences

RULES: tuple[Callable[[LoadedData], Iterable[Diagnostic]], ...] = (
    identity.ids_are_unique,
    identity.municipalities_have_their_own_names,
    identity.municipality_codes_are_official_and_unique,
    identity.tiles_lie_apart,
    identity.short_addresses_are_free,
    identity.words_are_explained_once,
    identity.schools_have_their_own_names,
    identity.partnerships_stand_once,
    identity.partners_stand_once,
    identity.participations_stand_once,
    identity.statistics_stand_once,
    identity.editions_stand_once,
    real_municipalities.codes_belong_to_their_municipalities,
    references.references_lead_somewhere,
    references.changes_lead_to_municipalities,
    references.topics_are_not_misspelt,
    references.sources_are_cited,
    consistency.sources_have_one_link,
    consistency.partnerships_name_their_partners,
    consistency.participations_are_of_a_school_of_the_partnership,
    consistency.schools_stand_on_their_side,
    consistency.kinds_of_school_fit_their_names,
    consistency.merged_schools_end_somewhere,
    consistency.counts_and_shares_belong_together,
    consistency.figures_with_words_have_a_value,
    consistency.shares_are_at_most_the_whole,
    consistency.corrections_say_what_is_right_now,
    consistency.media_can_be_found,
    consistency.pictures_may_be_shown,
    privacy.nothing_is_hidden_here_and_shown_there,
    privacy.nothing_tells_who_the_few_were,
    privacy.no_figure_counts_the_few_at_a_school,
    privacy.no_total_gives_a_hidden_count_away,
    small_counts.no_text_tells_too_much,
    small_counts.no_text_holds_a_cpr_number,
    totals.headlines_agree_with_the_table,
    editions.complete_editions_have_every_count,
    editions.counts_have_their_source,
    periods.periods_run_forwards,
    periods.years_are_of_our_time,
    periods.what_ends_has_begun,
    periods.events_end_after_they_begin,
    editions.counts_are_of_an_edition,
    editions.editions_say_what_they_are,
    editions.who_has_not_reported_has_no_counts,
    periods.classes_and_ages_are_those_of_school,
    order.records_stand_in_order,  # the last: it leaves out records that something else is wrong with
)


def examine(folder: Path) -> tuple[LoadedData, list[Diagnostic]]:
    """What stands in a folder and the editions that are kept beside it, and every diagnostic, by files and lines."""
    data = load_with_editions(folder)
    read = (diagnostic for edition in data.told for diagnostic in edition.diagnostics)
    found = Consequences(data, {*read, *(diagnostic for rule in RULES[:-1] for diagnostic in rule(data))})
    return data, sorted({*found.causes, *order.records_stand_in_order(data, found.unsettled)})


def check(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The publication, if nothing at all is wrong with it, or `None` and every diagnostic."""
    data, diagnostics = examine(folder)
    return (None if diagnostics else data.publication), diagnostics
