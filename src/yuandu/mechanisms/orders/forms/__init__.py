"""What people type about orders, offers, answers and lanes."""

from yuandu.mechanisms.orders.forms.answering import AnswerForm, ClaimForm, DockForm, StepForm
from yuandu.mechanisms.orders.forms.lanes import LaneForm, NewLaneForm
from yuandu.mechanisms.orders.forms.offering import ChangeForm, OfferForm
from yuandu.mechanisms.orders.forms.ordering import BlanketForm, CallOffForm, OrderBar, OrderForm

__all__ = [
    "AnswerForm",
    "BlanketForm",
    "CallOffForm",
    "ChangeForm",
    "ClaimForm",
    "DockForm",
    "LaneForm",
    "NewLaneForm",
    "OfferForm",
    "OrderBar",
    "OrderForm",
    "StepForm",
]
