"""OpenTelemetry. Traces are exported when the configuration says where to."""

from collections.abc import Sequence

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from service.identity import SERVICE_NAME, SERVICE_VERSION


def start_tracing(traces_url: str | None, extra: Sequence[SpanProcessor] = ()) -> TracerProvider:
    """Makes the provider that all spans of this process come from."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": SERVICE_NAME, "service.version": SERVICE_VERSION})
    )
    if traces_url:
        # Only where it is needed: loading it takes longer than loading the rest of the service.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=traces_url, timeout=5)))
    for processor in extra:
        provider.add_span_processor(processor)
    trace.set_tracer_provider(provider)
    return provider
