"""The kit: every law as tests, for one backend."""

from __future__ import annotations

from multibuh_core.testing.laws.attachment_names import AttachmentNames
from multibuh_core.testing.laws.copying import Copying
from multibuh_core.testing.laws.copying_goes_on import CopyingGoesOn
from multibuh_core.testing.laws.copying_refused import CopyingRefused
from multibuh_core.testing.laws.l1_hidden import L1Hidden
from multibuh_core.testing.laws.l1_imports import L1Imports
from multibuh_core.testing.laws.l1_port_reads import L1PortReads
from multibuh_core.testing.laws.l1_units import L1Units
from multibuh_core.testing.laws.l2_card import L2Card
from multibuh_core.testing.laws.l2_property import L2Property
from multibuh_core.testing.laws.l3_one_entry import L3OneEntry
from multibuh_core.testing.laws.l4_history_exact import L4HistoryExact
from multibuh_core.testing.laws.l4_imports import L4Imports
from multibuh_core.testing.laws.l4_past import L4Past
from multibuh_core.testing.laws.l5_current import L5Current
from multibuh_core.testing.laws.l5_no_lost_update import L5NoLostUpdate, L5WithoutVersion
from multibuh_core.testing.laws.l6_after_successions import L6AfterSuccessions
from multibuh_core.testing.laws.l6_hand_over import L6HandOver
from multibuh_core.testing.laws.l6_succession import L6Succession
from multibuh_core.testing.laws.l7_past_and_present import L7PastAndPresent
from multibuh_core.testing.laws.l7_publishing import L7Publishing
from multibuh_core.testing.laws.l8_firms import L8Firms, L8LookAlikes
from multibuh_core.testing.laws.l8_more_look_alikes import L8MoreLookAlikes
from multibuh_core.testing.laws.l9_attachments import L9Bytes, L9Gc
from multibuh_core.testing.laws.l9_blob_store import L9BlobStore
from multibuh_core.testing.laws.l10_imports import L10Imports
from multibuh_core.testing.laws.l10_one_state import L10OneState
from multibuh_core.testing.laws.l10_openings import L10Openings
from multibuh_core.testing.laws.l10_port_units import L10PortUnits
from multibuh_core.testing.laws.l10_savepoints import L10Savepoints
from multibuh_core.testing.laws.l10_transactions import L10Transactions
from multibuh_core.testing.laws.l10_units import L10Units
from multibuh_core.testing.laws.l11_one_behaviour import L11OneBehaviour
from multibuh_core.testing.laws.port_backend import PortBackend
from multibuh_core.testing.laws.port_entries import PortEntries
from multibuh_core.testing.laws.port_organizations import PortOrganizations
from multibuh_core.testing.laws.results_archived import ResultsArchived
from multibuh_core.testing.laws.results_archived_edges import ResultsArchivedEdges
from multibuh_core.testing.laws.results_error_fields import ResultsErrorFields
from multibuh_core.testing.laws.results_errors import ResultsErrors
from multibuh_core.testing.laws.results_errors_pickled import ResultsErrorsPickled
from multibuh_core.testing.laws.results_imports import ResultsImports
from multibuh_core.testing.laws.results_lists import ResultsListsPaging
from multibuh_core.testing.laws.results_many_cards import ResultsManyCards
from multibuh_core.testing.laws.results_marks import ResultsListsMarks
from multibuh_core.testing.laws.results_order import ResultsOrder
from multibuh_core.testing.laws.results_pages import ResultsListsPages
from multibuh_core.testing.laws.results_returns import ResultsReturns
from multibuh_core.testing.laws.results_which_error_first import ResultsWhichErrorFirst
from multibuh_core.testing.laws.rights_not_asked import RightsNotAsked
from multibuh_core.testing.laws.rights_policy import RightsPolicy
from multibuh_core.testing.laws.tax_numbers import TaxNumbersRules
from multibuh_core.testing.laws.text_limits import TextLimits
from multibuh_core.testing.laws.texts_kept import TextsKept
from multibuh_core.testing.laws.times_and_ids import TimesAndIds
from multibuh_core.testing.laws.uniqueness import Uniqueness
from multibuh_core.testing.machine.in_step import L11InStep
from multibuh_core.testing.races.processes import L10Processes
from multibuh_core.testing.races.readers import L10Readers
from multibuh_core.testing.races.writers import L5Writers
from multibuh_core.testing.rights.table import Rights
from multibuh_core.testing.worlds.two_worlds import L1TwoWorlds

__all__ = ["BackendConformance"]


class BackendConformance(
    L1Hidden,
    L1Imports,
    L1PortReads,
    L1TwoWorlds,
    L1Units,
    L2Card,
    L2Property,
    L3OneEntry,
    L4HistoryExact,
    L4Imports,
    L4Past,
    L5Current,
    L5NoLostUpdate,
    L5WithoutVersion,
    L5Writers,
    L6AfterSuccessions,
    L6HandOver,
    L6Succession,
    L7PastAndPresent,
    L7Publishing,
    L8Firms,
    L8LookAlikes,
    L8MoreLookAlikes,
    L9BlobStore,
    L9Bytes,
    L9Gc,
    L10Imports,
    L10OneState,
    L10Openings,
    L10PortUnits,
    L10Processes,
    L10Readers,
    L10Savepoints,
    L10Transactions,
    L10Units,
    L11InStep,
    L11OneBehaviour,
    Rights,
    RightsNotAsked,
    RightsPolicy,
    PortBackend,
    PortEntries,
    PortOrganizations,
    Copying,
    CopyingGoesOn,
    CopyingRefused,
    ResultsArchived,
    ResultsArchivedEdges,
    ResultsErrorFields,
    ResultsErrors,
    ResultsErrorsPickled,
    ResultsImports,
    ResultsListsMarks,
    ResultsListsPages,
    ResultsListsPaging,
    ResultsManyCards,
    ResultsOrder,
    ResultsReturns,
    ResultsWhichErrorFirst,
    AttachmentNames,
    TaxNumbersRules,
    TextLimits,
    TextsKept,
    TimesAndIds,
    Uniqueness,
):
    """
    All that a backend must be, as tests; give two members, and let pytest find the class.

    ::

        class TestShelf(BackendConformance):
            lasting = True

            def open_backend(self, place, settings):
                return connect(f"shelf://{place}", create=True, settings=settings)

    Black box: the tests use the ports and the workspace, nothing else. A failure names the law that was broken and the
    promise; a test of random histories shows the shortest that breaks it. Each test's name begins with its law, so
    that ``pytest -k l5_`` runs the tests of one. How many histories are tried is said by the name of Hypothesis's
    profile: ``default``, ``ci`` or ``nightly`` (see `register_profiles`). The histories come last to be right: finding
    the shortest takes minutes, so begin with ``-k "not answers_as_the_model"``.
    """
