package io.nuzantara.llm.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Ready behaviours: answers, refusals, and every fault that a remote can have. */
public final class Behaviours {

    private static final Duration FOREVER = Duration.ofMinutes(10);
    private static final int BLOCK = 65_536;

    private Behaviours() {}

    /** Answers embeddings, and chats with the smallest answer that fits the schema. */
    public static Behaviour fitting() {
        return (request, line) -> {
            if (request.isEmbedding()) {
                line.bill(request, request.tokens(), 0);
                line.send(200, Envelope.embeddings(request, request.tokens()));
            } else {
                says(Envelope.fitting(request.schema()).toString()).answer(request, line);
            }
        };
    }

    /** The model says this. */
    public static Behaviour says(String content) {
        return says(request -> content);
    }

    /** The model says what follows from the request. */
    public static Behaviour says(Function<Received, String> content) {
        return (request, line) -> {
            var said = content.apply(request);
            var output = Math.ceilDiv(said.length(), 4);
            line.bill(request, request.tokens(), output);
            line.send(200, Envelope.of(request, said, request.tokens(), output));
        };
    }

    /** The model says this and reports these tokens. */
    public static Behaviour says(String content, long input, long output) {
        return (request, line) -> {
            line.bill(request, input, output);
            line.send(200, Envelope.of(request, content, input, output));
        };
    }

    /** First waits, then does the other. */
    public static Behaviour after(Duration time, Behaviour then) {
        return (request, line) -> {
            if (line.hold(time)) {
                then.answer(request, line);
            }
        };
    }

    /** An error as the vendors send it; headers such as {@code Retry-After: 7}. */
    public static Behaviour status(int status, String type, String... headers) {
        return (request, line) -> line.send(status, Envelope.error(request, type), headers);
    }

    /** A gateway's error: the model behind it did its work. */
    public static Behaviour gatewayError(int status) {
        return billed((request, line) -> line.send(status, "<html>gateway</html>"));
    }

    /** 200 with any body. */
    public static Behaviour body(String body) {
        return billed((request, line) -> line.send(200, body));
    }

    /** 200 with any bytes. */
    public static Behaviour body(byte[] body, String... headers) {
        return billed((request, line) -> line.send(200, body, headers));
    }

    /** Takes the request and never answers. */
    public static Behaviour blackHole() {
        return billed((request, line) -> line.hold(FOREVER));
    }

    /** A whole answer, one byte a second. */
    public static Behaviour drip() {
        return billed((request, line) -> {
            var body = Envelope.of(request, "{}", 1, 1).getBytes(StandardCharsets.UTF_8);
            line.head(200, body.length);
            for (var i = 0; i < body.length && line.hold(Duration.ofSeconds(1)); i++) {
                line.bytes(new byte[] {body[i]});
            }
        });
    }

    /** An answer without an end. */
    public static Behaviour endless() {
        return billed((request, line) -> {
            line.head(200, -1);
            while (line.hold(Duration.ofMillis(1))) {
                line.bytes(spaces(BLOCK));
            }
        });
    }

    /** An answer of so many bytes. */
    public static Behaviour huge(int bytes) {
        return billed((request, line) -> {
            line.head(200, bytes);
            for (var left = bytes; left > 0; left -= BLOCK) {
                line.bytes(spaces(Math.min(BLOCK, left)));
            }
        });
    }

    /** Half an answer, then a regular end of the connection. */
    public static Behaviour truncated() {
        return billed((request, line) -> {
            var body = Envelope.of(request, "{}", 1, 1).getBytes(StandardCharsets.UTF_8);
            line.head(200, -1);
            line.bytes(Arrays.copyOf(body, body.length / 2));
        });
    }

    /** One byte of the answer, then a reset. */
    public static Behaviour resets() {
        return billed((request, line) -> {
            line.bytes(new byte[] {'H'});
            line.hold(Duration.ofMillis(50));
            line.reset();
        });
    }

    /** A few kilobytes that unpack to a hundred megabytes. */
    public static Behaviour gzipBomb() {
        var bomb = bomb();
        return billed((request, line) -> line.send(200, bomb, "Content-Encoding: gzip"));
    }

    /** 307 to another address. */
    public static Behaviour redirect(URI elsewhere) {
        return (request, line) -> line.send(307, "", "Location: " + elsewhere);
    }

    /** The provider did the work whatever becomes of the answer. */
    private static Behaviour billed(Behaviour behaviour) {
        return (request, line) -> {
            line.bill(request, request.tokens(), 10);
            behaviour.answer(request, line);
        };
    }

    private static byte[] spaces(int number) {
        var block = new byte[number];
        Arrays.fill(block, (byte) ' ');
        return block;
    }

    private static byte[] bomb() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var block = spaces(BLOCK);
            for (var i = 0; i < 1_600; i++) {
                gzip.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
