package dev.allot.datasets.jsonl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names and their indices, looked up by the characters in a parser's buffer: no string is made for a name that is known. A hash table
 * with open addressing.
 */
final class NameTable {
    private final boolean grows;
    private final List<String> names = new ArrayList<>();
    private char[][] characters = new char[0][];
    private int[] slots = new int[64];

    private NameTable(boolean grows) {
        this.grows = grows;
    }

    /** A table of these names and no others. */
    static NameTable of(List<String> names) {
        NameTable table = new NameTable(false);
        names.forEach(table::add);
        return table;
    }

    /** An empty table that takes in every name it is asked for. */
    static NameTable growing() {
        return new NameTable(true);
    }

    /** All names, in the order of their indices. */
    List<String> names() {
        return List.copyOf(names);
    }

    int size() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    int indexOf(String name) {
        return indexOf(name.toCharArray(), 0, name.length());
    }

    /** Index of a name; -1 if the table does not have it and does not grow. */
    int indexOf(char[] buffer, int offset, int length) {
        int mask = slots.length - 1;
        for (int slot = hash(buffer, offset, length) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            char[] candidate = characters[slots[slot] - 1];
            if (Arrays.equals(candidate, 0, candidate.length, buffer, offset, offset + length)) {
                return slots[slot] - 1;
            }
        }
        return grows ? add(new String(buffer, offset, length)) : -1;
    }

    private int add(String name) {
        int index = names.size();
        names.add(name);
        if (index == characters.length) {
            characters = Arrays.copyOf(characters, Math.max(32, 2 * index));
        }
        characters[index] = name.toCharArray();
        if (2 * names.size() > slots.length) {
            slots = new int[2 * slots.length];
            for (int i = 0; i < names.size(); i++) {
                insert(i);
            }
        } else {
            insert(index);
        }
        return index;
    }

    private void insert(int index) {
        char[] name = characters[index];
        int mask = slots.length - 1;
        int slot = hash(name, 0, name.length) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = index + 1;
    }

    /** Two lanes: the processor multiplies for both at once, and names are long. */
    private static int hash(char[] buffer, int offset, int length) {
        int even = length;
        int odd = 0;
        int end = offset + length;
        int i = offset;
        for (; i + 1 < end; i += 2) {
            even = 31 * even + buffer[i];
            odd = 31 * odd + buffer[i + 1];
        }
        if (i < end) {
            even = 31 * even + buffer[i];
        }
        int hash = even * 0x9E3779B9 + odd;
        return hash ^ hash >>> 15;
    }
}
