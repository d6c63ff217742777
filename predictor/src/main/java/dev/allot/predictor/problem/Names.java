package dev.allot.predictor.problem;

import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct names of things of one kind, in order. */
final class Names {
    private final String kind;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();

    /**
     * No names yet.
     *
     * @param kind what they are names of, for messages
     */
    Names(String kind) {
        this.kind = kind;
    }

    /** Adds the name that an object has in its field {@code name}. */
    void add(Fields object) throws ModelFormatException {
        String name = object.string("name");
        if (name.isBlank()) {
            throw object.refused("name", "is blank; every " + kind + " has a name");
        }
        Integer first = indices.putIfAbsent(name, names.size());
        if (first != null) {
            throw object.refused(
                    "name", "is '" + name + "', as is that of " + kind + " " + first + "; names are distinct");
        }
        names.add(name);
    }

    /** The index of a name that stands in a field. */
    int indexOf(Fields object, String field, String name) throws ModelFormatException {
        Integer index = indices.get(name);
        if (index == null) {
            throw object.refused(field, "names '" + name + "', which is no " + kind);
        }
        return index;
    }

    List<String> list() {
        return names;
    }
}
