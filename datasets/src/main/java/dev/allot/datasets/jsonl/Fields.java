package dev.allot.datasets.jsonl;

import java.util.List;

/** The fields of an instance line. */
final class Fields {
    static final String ID = "id";
    static final String TAGS = "tags";
    static final String FEATURES = "features";
    static final String GROUP = "group";
    static final String COST = "cost";
    static final String RISK = "risk";
    static final String PIN = "pin";
    static final String LABELS = "labels";
    static final String GOLD = "gold";
    static final String DIFFERENCE = "difference";
    static final String PROMPT = "prompt";
    static final String META = "meta";
    static final String SOURCE = "source";

    static final List<String> INSTANCE =
            List.of(ID, TAGS, FEATURES, GROUP, COST, RISK, PIN, LABELS, GOLD, DIFFERENCE, PROMPT, META);
    static final List<String> ROUTING = List.of(ID, SOURCE);

    private Fields() {}
}
