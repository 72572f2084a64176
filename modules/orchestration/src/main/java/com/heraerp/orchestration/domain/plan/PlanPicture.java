package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan as a picture: events, nodes and groups, and of a run the state of each node. */
public final class PlanPicture {

    private static final int WIDTH = 220;
    private static final int HEIGHT = 46;
    private static final int ACROSS = 270;
    private static final int DOWN = 78;
    private static final int MARGIN = 24;

    private final Plan plan;
    private final Map<String, String> states;

    /** @param states node id to the state to show; empty for the plan alone, and then all of it is drawn */
    public PlanPicture(Plan plan, Map<String, String> states) {
        this.plan = plan;
        this.states = Map.copyOf(states);
    }

    private record Arrow(String from, String to) {}

    private List<Arrow> arrows() {
        List<Arrow> arrows = new ArrayList<>();
        plan.entries().forEach((event, nodes) -> nodes.forEach(node -> arrows.add(new Arrow(event, node))));
        plan.nodes().forEach(node -> node.after().forEach(before -> arrows.add(new Arrow(before, node.id()))));
        return arrows;
    }

    /** Nodes, edges and events as data. */
    public JsonObject json() {
        List<JsonValue> nodes = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            JsonObject.Builder json = JsonObject.builder()
                    .put("id", node.id())
                    .put("ordinal", node.ordinal())
                    .put("run", node.procedure().smartCode())
                    .put("kind", node.procedure().kind().name());
            if (node.group() != null) {
                json.put("group", node.group());
            }
            if (node.when() != null) {
                json.put("when", node.when());
            }
            if (node.compensation() != null) {
                json.put("compensation", node.compensation().smartCode());
            }
            if (states.containsKey(node.id())) {
                json.put("status", states.getOrDefault(node.id(), ""));
            }
            nodes.add(json.build());
        }
        return JsonObject.builder()
                .put("smart_code", plan.smartCode())
                .put("events", new JsonArray(plan.entries().keySet().stream()
                        .<JsonValue>map(JsonString::new)
                        .toList()))
                .put("nodes", new JsonArray(nodes))
                .put("edges", new JsonArray(arrows().stream()
                        .<JsonValue>map(arrow -> JsonObject.builder().put("from", arrow.from()).put("to", arrow.to())
                                .build())
                        .toList()))
                .build();
    }

    /** A Mermaid flow chart. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart TD\n");
        Map<String, String> names = new LinkedHashMap<>();
        plan.entries().keySet().forEach(event -> {
            names.put(event, "e" + names.size());
            text.append("  ").append(names.get(event)).append("([\"").append(quoted(event)).append("\"])\n");
        });
        Map<String, List<PlanNode>> groups = new LinkedHashMap<>();
        plan.nodes().forEach(node -> {
            names.put(node.id(), "n" + node.ordinal());
            groups.computeIfAbsent(node.group() == null ? "" : node.group(), absent -> new ArrayList<>()).add(node);
        });
        groups.forEach((group, nodes) -> {
            if (!group.isEmpty()) {
                text.append("  subgraph ").append(quoted(group)).append('\n');
            }
            nodes.forEach(node -> text.append("  ").append(names.get(node.id())).append("[\"")
                    .append(quoted(label(node))).append("\"]\n"));
            if (!group.isEmpty()) {
                text.append("  end\n");
            }
        });
        arrows().forEach(arrow -> text.append("  ").append(names.get(arrow.from())).append(" --> ")
                .append(names.get(arrow.to())).append('\n'));
        plan.nodes().stream().filter(node -> states.containsKey(node.id())).forEach(node -> text.append("  style ")
                .append(names.get(node.id())).append(" fill:").append(colour(states.getOrDefault(node.id(), "")))
                .append('\n'));
        return text.toString();
    }

    private String label(PlanNode node) {
        String state = states.get(node.id());
        return node.id() + (state == null ? "" : " · " + state) + (node.when() == null ? "" : " ?");
    }

    private static String quoted(String text) {
        return text.replace("\"", "#quot;");
    }

    private static String colour(String state) {
        return switch (state) {
            case "COMPLETED" -> "#c8e6c9";
            case "FAILED", "IN_DOUBT" -> "#ffcdd2";
            case "COMPENSATED" -> "#d1c4e9";
            case "RUNNING", "READY", "WAITING" -> "#fff9c4";
            case "SKIPPED" -> "#eeeeee";
            default -> "#ffffff";
        };
    }

    /** A drawing: events on top, each node below all that come before it. */
    public String svg() {
        Map<String, int[]> places = places();
        int across = places.values().stream().mapToInt(place -> place[0]).max().orElse(0) + 1;
        int down = places.values().stream().mapToInt(place -> place[1]).max().orElse(0) + 1;
        StringBuilder svg = new StringBuilder(1024);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(across * ACROSS + MARGIN)
                .append("\" height=\"").append(down * DOWN + MARGIN)
                .append("\" font-family=\"sans-serif\" font-size=\"12\"><title>").append(escaped(plan.smartCode()))
                .append("</title><defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\"")
                .append(" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>");
        arrows().forEach(arrow -> {
            int[] from = places.getOrDefault(arrow.from(), new int[]{0, 0});
            int[] to = places.getOrDefault(arrow.to(), new int[]{0, 0});
            svg.append("<path fill=\"none\" stroke=\"#555\" marker-end=\"url(#tip)\" d=\"M").append(middle(from[0]))
                    .append(' ').append(top(from[1]) + HEIGHT).append('L').append(middle(to[0])).append(' ')
                    .append(top(to[1])).append("\"/>");
        });
        plan.entries().keySet().forEach(event -> box(svg, places, event, event, "", "#bbdefb", 22));
        plan.nodes().forEach(node -> box(svg, places, node.id(), label(node), node.procedure().smartCode(),
                colour(states.getOrDefault(node.id(), "")), 4));
        return svg.append("</svg>").toString();
    }

    private static void box(StringBuilder svg, Map<String, int[]> places, String id, String first, String second,
            String fill, int round) {
        int[] place = places.getOrDefault(id, new int[]{0, 0});
        svg.append("<rect x=\"").append(place[0] * ACROSS + MARGIN).append("\" y=\"").append(top(place[1]))
                .append("\" width=\"").append(WIDTH).append("\" height=\"").append(HEIGHT).append("\" rx=\"")
                .append(round)
                .append("\" fill=\"").append(fill).append("\" stroke=\"#555\"/>");
        text(svg, place, first, second.isEmpty() ? 27 : 19, 12);
        if (!second.isEmpty()) {
            text(svg, place, second, 35, 8);
        }
    }

    private static void text(StringBuilder svg, int[] place, String text, int below, int size) {
        svg.append("<text text-anchor=\"middle\" x=\"").append(middle(place[0])).append("\" y=\"")
                .append(top(place[1]) + below).append("\" font-size=\"").append(size).append("\">")
                .append(escaped(text))
                .append("</text>");
    }

    private static int middle(int column) {
        return column * ACROSS + MARGIN + WIDTH / 2;
    }

    private static int top(int row) {
        return row * DOWN + MARGIN;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Column and row of each: below what comes before, in the column of the first of it that is free there. */
    private Map<String, int[]> places() {
        Map<String, int[]> places = new LinkedHashMap<>();
        Map<Integer, List<Integer>> taken = new LinkedHashMap<>();
        plan.entries().keySet().forEach(event -> put(places, taken, event, places.size(), 0));
        for (PlanNode node : plan.nodes()) {
            List<int[]> before = new ArrayList<>();
            node.after().forEach(id -> before.add(places.getOrDefault(id, new int[]{0, 0})));
            plan.entries().forEach((event, nodes) -> {
                if (nodes.contains(node.id())) {
                    before.add(places.getOrDefault(event, new int[]{0, 0}));
                }
            });
            int row = before.stream().mapToInt(place -> place[1]).max().orElse(0) + 1;
            put(places, taken, node.id(), before.isEmpty() ? 0 : before.getFirst()[0], row);
        }
        return places;
    }

    private static void put(Map<String, int[]> places, Map<Integer, List<Integer>> taken, String id, int wanted,
            int row) {
        List<Integer> columns = taken.computeIfAbsent(row, absent -> new ArrayList<>());
        int column = wanted;
        while (columns.contains(column)) {
            column++;
        }
        columns.add(column);
        places.put(id, new int[]{column, row});
    }
}
