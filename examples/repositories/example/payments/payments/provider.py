from decimal import Decimal

import httpx


class ProviderError(Exception):
    pass


class Provider:
    """The company that moves the money."""

    def __init__(self, url: str, key: str) -> None:
        self._client = httpx.Client(base_url=url, headers={"authorization": f"Bearer {key}"}, timeout=5.0)

    def authorise(self, amount: Decimal, currency: str) -> str:
        try:
            response = self._client.post("/authorisations", json={"amount": str(amount), "currency": currency})
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise ProviderError(str(error)) from error
        return response.json()["reference"]
