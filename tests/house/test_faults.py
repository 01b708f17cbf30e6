"""Where each of the twenty-five faults that the product survives is shown: look here for the test of a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent

SHOWN: dict[int, tuple[str, ...]] = {
    # killed between claim and send; between send and outcome
    1: (
        "crash/test_nothing_is_lost.py::test_a_worker_killed_at_a_point_loses_nothing_and_repeats_at_most_once",
        "crash/test_faults_of_machines.py::test_polling_and_delivering_move_to_another_machine_and_a_frozen_one_wakes_up_harmless",
    ),
    2: (
        "crash/test_nothing_is_lost.py::test_workers_killed_at_random_lose_nothing",
        "crash/test_soak.py::test_under_kills_and_bad_weather_no_reminder_is_lost_none_is_stale_and_every_repeat_is_explained",
        "crash/test_killed_under_conversation.py::test_nothing_is_lost_and_nothing_done_twice_when_the_process_is_killed_ten_times",
    ),
    # two workers, or one that wakes late
    3: (
        "db/test_outbox.py::test_a_row_is_claimed_by_one_worker_only",
        "jobs/test_deliver_in_trouble.py::test_a_late_outcome_counts_while_nobody_tried_again",
        "jobs/test_deliver_in_trouble.py::test_a_late_outcome_is_refused_once_somebody_tried_again",
        "db/test_reminders.py::test_two_workers_ticking_at_once_queue_one_message",
        "crash/test_takeover.py::test_within_half_a_minute_another_worker_delivers_and_the_lost_one_says_nothing_after_its_lease",
    ),
    # off for two days; the clock jumps, the loop is stuck
    4: ("db/test_reminders.py::test_off_for_two_days_one_late_reminder_for_each_open_task_and_the_latest_step_only",),
    5: (
        "db/test_reminders.py::test_when_the_clock_jumps_forward_and_back_nothing_is_repeated",
        "jobs/test_deliver_in_trouble.py::test_a_clock_set_back_repeats_nothing",
        "jobs/test_schedule.py::test_what_fell_due_while_the_loop_was_stuck_runs_once_when_it_is_free_again",
        "jobs/test_schedule.py::test_when_the_clock_is_set_back_the_jobs_do_not_rest_until_it_has_caught_up",
        "crash/test_clock.py::test_when_a_running_machines_clock_jumps_forward_and_back_every_step_is_said_once",
    ),
    # database locked or away; disk full, power cut
    6: (
        "handlers/test_desk.py::test_a_locked_database_costs_no_attempt_and_loses_nothing",
        "telegram/test_webhook.py::test_while_nothing_can_be_kept_the_service_is_told_to_post_again",
        "crash/test_faults_of_machines.py::test_while_postgresql_is_stopped_nothing_is_acknowledged_and_all_is_answered_when_it_is_back",
    ),
    7: (
        "crash/test_faults_of_machines.py::test_on_a_full_disk_nothing_is_acknowledged_and_all_is_answered_when_there_is_room",
        "crash/test_faults_of_machines.py::test_what_the_webhook_acknowledged_is_there_after_any_kill",
        "db/test_store.py::test_what_was_acknowledged_survives_a_power_cut",
    ),
    # what the channel answers
    8: ("jobs/test_deliver.py::test_too_many_requests_hold_one_chat_until_the_moment_the_channel_named",),
    9: (
        "telegram/test_telegram.py::test_only_what_never_got_a_connection_surely_did_not_leave",
        "jobs/test_deliver.py::test_a_message_in_doubt_is_repeated_once_after_ten_minutes_and_says_so",
    ),
    10: ("jobs/test_deliver.py::test_a_message_the_channel_finds_malformed_goes_once_as_bare_text_then_is_parked",),
    11: (
        "jobs/test_deliver.py::test_a_blocked_chat_is_dead_and_the_coordinator_is_told_once",
        "jobs/test_deliver.py::test_a_blocked_chat_gives_way_to_the_persons_other_address",
    ),
    12: ("jobs/test_deliver.py::test_a_chat_that_moved_is_sent_to_once_at_its_new_id",),
    # what arrives twice, late, or on an old state
    13: (
        "telegram/test_webhook.py::test_the_same_post_again_is_told_200_and_nothing_is_done",
        "telegram/test_webhook.py::test_twenty_identical_posts_at_once_are_one_event",
        "db/test_races.py::test_two_webhooks_for_one_person_at_once_are_handled_once_each_and_one_after_the_other",
    ),
    14: (
        "handlers/test_desk.py::test_a_press_on_an_older_version_changes_nothing_and_shows_the_task_as_it_is",
        "handlers/test_bad_input.py::test_an_answer_to_what_was_shown_before_a_change_says_what_changed",
    ),
    15: (
        "handlers/test_desk.py::test_an_expired_button_is_an_old_question",
        "handlers/test_desk.py::test_a_press_counts_once",
        "handlers/test_desk.py::test_a_newer_question_closes_the_older_one",
        "handlers/test_bad_input.py::test_a_reply_to_an_expired_question_is_told_so_and_shows_the_state",
        "handlers/test_bad_input.py::test_the_same_tap_twice_and_ten_times_changes_once",
    ),
    16: (
        "db/test_races.py::test_of_two_coordinators_who_edit_one_task_the_first_wins_and_the_second_is_told",
        "db/test_races.py::test_a_snooze_against_a_moved_deadline_leaves_the_plan_of_both",
        "handlers/test_bad_input.py::test_of_two_coordinators_who_confirm_and_return_at_once_the_first_wins_and_the_second_is_told",
    ),
    # documents
    17: ("documents/test_readers.py::test_a_zip_bomb_is_refused_from_its_listing",),
    18: (
        "telegram/test_telegram.py::test_a_file_is_fetched_and_one_over_the_limit_is_refused_before_any_download",
        "documents/test_child.py::test_a_document_that_needs_too_much_memory_is_refused",
        "documents/test_child.py::test_a_reader_that_hangs_is_stopped_at_the_time_limit",
    ),
    19: (
        "documents/test_readers.py::test_the_kind_is_decided_by_content_and_not_by_name",
        "documents/test_readers.py::test_an_encrypted_document_is_called_encrypted",
    ),
    20: ("documents/test_readers.py::test_a_document_part_with_a_dtd_is_refused",),
    21: ("documents/test_understanding.py::test_instructions_to_the_machine_are_only_text",),
    22: (
        "telegram/test_telegram.py::test_a_message_is_shown_literally_whatever_stands_in_it",
        "documents/test_readers.py::test_invisible_marks_do_not_survive_and_text_is_composed",
        "documents/test_workbooks.py::test_text_that_begins_like_a_formula_is_quoted",
        "handlers/test_bad_input.py::test_markup_and_invisible_marks_in_a_report_are_words_and_nothing_else",
    ),
    # who may
    23: (
        "telegram/test_webhook.py::test_without_the_secret_every_post_is_refused_alike_and_none_is_read",
        "zalo/test_official.py::test_forged_altered_and_old_posts_are_refused_alike",
        "zalo/test_official.py::test_a_post_replayed_does_nothing_and_after_five_minutes_is_refused_as_a_forged_one_is",
        "zalo/test_official.py::test_after_the_last_repeat_a_replay_is_refused_as_a_forged_post_is",
    ),
    24: (
        "db/test_invites.py::test_of_twenty_at_once_one_joins",
        "db/test_invites.py::test_twenty_wrong_guesses_a_day_and_no_more",
    ),
    25: (
        "handlers/test_desk.py::test_somebody_elses_or_an_invented_token_is_an_old_question",
        "handlers/test_permission_matrix.py::test_every_act_of_the_product_is_in_the_matrix_once",
    ),
}  # fmt: skip


def test_every_fault_has_its_tests() -> None:
    assert sorted(SHOWN) == list(range(1, 26))
    assert all(SHOWN.values())


@pytest.mark.parametrize("shown", [one for tests in SHOWN.values() for one in tests])
def test_a_named_test_is_there(shown: str) -> None:
    path, _, name = shown.partition("::")
    assert re.search(rf"^(async )?def {name}\(", (TESTS / path).read_text(), re.MULTILINE)
