from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field


class PaymentRequest(BaseModel):
    order: str
    amount: Decimal = Field(gt=0, max_digits=10, decimal_places=2)
    currency: Literal["EUR", "SEK"]


class Payment(BaseModel):
    id: str
    order: str
    reference: str
