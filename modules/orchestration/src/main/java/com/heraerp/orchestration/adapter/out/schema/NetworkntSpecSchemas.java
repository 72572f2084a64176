package com.heraerp.orchestration.adapter.out.schema;

import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecSchemas;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON Schema 2020-12, by networknt. */
@Singleton
final class NetworkntSpecSchemas implements SpecSchemas {

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();

    private final Map<SpecKind, JsonSchema> schemas = new EnumMap<>(SpecKind.class);

    NetworkntSpecSchemas() {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        for (SpecKind kind : SpecKind.values()) {
            schemas.put(kind, schema(factory, "/schema/" + kind.code() + ".schema.json"));
        }
    }

    private static JsonSchema schema(JsonSchemaFactory factory, String resource) {
        try (InputStream in = NetworkntSpecSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return factory.getSchema(in, CONFIG);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<Problem> check(SpecKind kind, Document document) {
        JsonSchema schema = schemas.get(kind);
        if (schema == null) {
            throw new IllegalStateException("no schema for " + kind);
        }
        return schema.validate(document.content().toJson(), InputFormat.JSON).stream()
                .map(message -> problem(document, message))
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    /** A missing member is reported where it is missing, an unknown one where it stands. */
    private static Problem problem(Document document, ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        boolean unknown = message.getType().equals("additionalProperties");
        String property = message.getProperty();
        String there = unknown && property != null ? Document.member(at, property) : at;
        String code = switch (message.getType()) {
            case "required" -> "MEMBER_MISSING";
            case "additionalProperties" -> "MEMBER_UNKNOWN";
            case "type" -> "MEMBER_TYPE";
            default -> "MEMBER_INVALID";
        };
        String text = message.getError() == null ? message.getMessage() : message.getError();
        return document.error(code, there, (at.isEmpty() ? "" : at + ": ") + text);
    }
}
