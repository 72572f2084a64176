package com.heraerp.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Puts something into a body that does not belong there. */
final class Spoiler {

    /** What may stand anywhere. */
    static final List<String> WORDS = List.of("", "x", "null", "true", "-1", "0", "1e99", "PRODUCT", "active",
            "2025-02-30", "2026-03-05", "dynamic.price", "gte.10", "in.(1,\"", "*%_*", "Größe ☃", "' or 1=1 --",
            "../../etc/passwd", "\u0000", "a0000000-0000-4000-8000-0000000000f1",
            "00000000-0000-0000-0000-000000000000",
            "HERA.SALON.INV.PRODUCT.SHAMPOO.V1", "x".repeat(3_000));

    private final Random random;

    Spoiler(Random random) {
        this.random = random;
    }

    /** Changes one member or item, at any depth. */
    void spoil(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            if (names.isEmpty() || chance(6)) {
                object.set(one(WORDS), junk());
                return;
            }
            String name = one(names);
            if (object.get(name).isContainerNode() && random.nextBoolean()) {
                spoil(object.get(name));
            } else if (chance(4)) {
                object.remove(name);
            } else {
                object.set(name, junk());
            }
        } else if (node instanceof ArrayNode array) {
            if (array.isEmpty() || chance(3)) {
                array.add(junk());
            } else if (random.nextBoolean()) {
                spoil(array.get(random.nextInt(array.size())));
            } else {
                array.set(random.nextInt(array.size()), junk());
            }
        }
    }

    private JsonNode junk() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(new BigDecimal("1E+400"));
            case 4 -> nodes.numberNode(new BigDecimal("-0.00000000000000000001"));
            case 5 -> nodes.arrayNode().add(one(WORDS));
            case 6 -> nodes.objectNode().put(one(WORDS), one(WORDS));
            case 7 -> nodes.textNode(UUID.nameUUIDFromBytes(new byte[]{(byte) random.nextInt()}).toString());
            default -> nodes.textNode(one(WORDS));
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
