package io.nuzantara.cli;

import io.nuzantara.readiness.Stage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The stages of a deployment as people type them. */
class Stages implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        return Stage.of(text)
                .map(Stage::code)
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is no stage: now, 1h, 24h or 48h"));
    }
}
