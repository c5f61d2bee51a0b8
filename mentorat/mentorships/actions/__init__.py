"""The relation, as verbs."""

from mentorat.mentorships.actions.agreements import revise_objective, sign, sign_on_paper
from mentorat.mentorships.actions.answering import (
    accept,
    answer_question,
    ask_question,
    decline,
)
from mentorat.mentorships.actions.authorising import (
    Consequences,
    Requested,
    answer_authorisation,
    follow_authorisations,
    minors_among,
    remove_guardian,
    request_authorisations,
    save_guardian,
)
from mentorat.mentorships.actions.coming_of_age import come_of_age
from mentorat.mentorships.actions.conflicts import (
    accept_conflict,
    declare_conflict,
    decline_for_conflict,
    meet_alone,
)
from mentorat.mentorships.actions.continuing import continue_in_avenir_pro, continue_next_year
from mentorat.mentorships.actions.following import name_follower
from mentorat.mentorships.actions.handing_over import hand_over, mentors_join, take_over
from mentorat.mentorships.actions.leaving import leave_group
from mentorat.mentorships.actions.life import (
    end,
    reconsider,
    reconsider_all,
    resume,
    start,
    suspend,
    withdraw,
)
from mentorat.mentorships.actions.proposing import propose
from mentorat.mentorships.actions.rematch import decide_rematch, exit_talk_settled, hold_back
from mentorat.mentorships.actions.waiting import extend_wait, let_time_pass, remind
from mentorat.mentorships.actions.wishes import note_pair_wish, take_back_pair_wish

__all__ = [
    "Consequences",
    "Requested",
    "accept",
    "accept_conflict",
    "answer_authorisation",
    "answer_question",
    "ask_question",
    "come_of_age",
    "continue_in_avenir_pro",
    "continue_next_year",
    "decide_rematch",
    "declare_conflict",
    "decline",
    "decline_for_conflict",
    "end",
    "exit_talk_settled",
    "extend_wait",
    "follow_authorisations",
    "hand_over",
    "hold_back",
    "leave_group",
    "let_time_pass",
    "meet_alone",
    "mentors_join",
    "minors_among",
    "name_follower",
    "note_pair_wish",
    "propose",
    "reconsider",
    "reconsider_all",
    "remind",
    "remove_guardian",
    "request_authorisations",
    "resume",
    "revise_objective",
    "save_guardian",
    "sign",
    "sign_on_paper",
    "start",
    "suspend",
    "take_back_pair_wish",
    "take_over",
    "withdraw",
]
