package io.nuzantara.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * The door through which every span leaves: only {@link SpanAttributes} pass. Events and descriptions of errors repeat the messages
 * of exceptions, and those may repeat what a client wrote; they stay.
 */
final class SpanDoor implements SpanExporter {

    private static final AttributeKey<String> ERROR = AttributeKey.stringKey(GenAi.ERROR);

    private final SpanExporter outside;

    SpanDoor(SpanExporter outside) {
        this.outside = outside;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return outside.export(spans.stream().<SpanData>map(Plain::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return outside.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return outside.shutdown();
    }

    /** A span without content. */
    private static final class Plain extends DelegatingSpanData {

        private final Attributes attributes;

        Plain(SpanData whole) {
            super(whole);
            attributes = SpanAttributes.allowed(whole.getAttributes());
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            var failed = super.getStatus().getStatusCode() == StatusCode.ERROR || attributes.get(ERROR) != null;
            return failed ? StatusData.error() : StatusData.unset();
        }
    }
}
