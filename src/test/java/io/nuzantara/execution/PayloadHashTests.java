package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PayloadHashTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\": 1, \"a\": [1, 2]}    | {\"a\":[1,2],\"b\":1}",
                "{\"a\": {\"y\": 1, \"x\": 2}} | {\"a\":{\"x\":2,\"y\":1}}",
                "[1.50, 2e2, -0.0, 1.0]       | [1.5,200,0,1]",
                "{\"a\": \"\\u00e8\"}          | {\"a\":\"è\"}"
            })
    void whatMeansTheSameHasTheSameHash(String one, String other) {
        assertThat(hash(one)).isEqualTo(hash(other));
        assertThat(PayloadHash.canonical(JSON.readTree(one))).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1}        | {\"a\": 2}",
                "{\"a\": 1}        | {\"b\": 1}",
                "{\"a\": 1}        | {\"a\": \"1\"}",
                "{\"a\": null}     | {}",
                "[1, 2]            | [2, 1]",
                "[[1], 2]          | [1, [2]]",
                "{\"a\": \"x\"}    | {\"a\": \"x \"}"
            })
    void whatDiffersHasAnother(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    @Test
    void itIsSha256InHexadecimal() {
        // printf '{"a":1}' | sha256sum
        assertThat(hash("{\"a\": 1}")).isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    }

    private static String hash(String json) {
        return PayloadHash.of(JSON.readTree(json));
    }
}
