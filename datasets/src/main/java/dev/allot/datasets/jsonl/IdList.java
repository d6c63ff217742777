package dev.allot.datasets.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Distinct ids in their order, packed: about 12 bytes each beside their text in UTF-8, so that the ids of a million instances fit into
 * some 30 MB. Grows only while its file is read.
 */
public final class IdList extends AbstractList<String> implements RandomAccess {
    private static final int PAGE_BITS = 20;
    private static final int PAGE = 1 << PAGE_BITS;

    private final List<byte[]> pages = new ArrayList<>();
    private int used = PAGE;
    /** Where each id starts: page, then place in the page. */
    private long[] starts = new long[64];
    /** Open addressing: index of an id plus one. */
    private int[] slots = new int[128];

    private int size;

    IdList() {}

    /** A packed copy. */
    static IdList of(Iterable<String> ids) {
        if (ids instanceof IdList packed) {
            return packed;
        }
        IdList list = new IdList();
        for (String id : ids) {
            if (!list.append(id)) {
                throw new IllegalArgumentException("the id '" + id + "' comes twice");
            }
        }
        return list;
    }

    /** Appends an id unless it is there already; says whether it did. */
    boolean append(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        int slot = slotOf(bytes);
        if (slots[slot] != 0) {
            return false;
        }
        store(bytes);
        slots[slot] = size;
        if (2 * size > slots.length) {
            rehash();
        }
        return true;
    }

    private void store(byte[] bytes) {
        int needed = bytes.length + 4;
        if (pages.isEmpty() || used + needed > pages.get(pages.size() - 1).length) {
            pages.add(new byte[Math.max(PAGE, needed)]);
            used = 0;
        }
        byte[] page = pages.get(pages.size() - 1);
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size + (size >> 1));
        }
        starts[size++] = (long) (pages.size() - 1) << 32 | used;
        for (int i = 0; i < 4; i++) {
            page[used++] = (byte) (bytes.length >>> 8 * i);
        }
        System.arraycopy(bytes, 0, page, used, bytes.length);
        used += bytes.length;
    }

    private byte[] page(int index) {
        return pages.get((int) (starts[index] >>> 32));
    }

    /** Where the text of an id starts in its page. */
    private int offset(int index) {
        return (int) starts[index] + 4;
    }

    private int length(int index) {
        byte[] page = page(index);
        int at = (int) starts[index];
        return page[at] & 0xFF | (page[at + 1] & 0xFF) << 8 | (page[at + 2] & 0xFF) << 16 | page[at + 3] << 24;
    }

    /** The slot that holds these bytes, or the free one where they belong. */
    private int slotOf(byte[] bytes) {
        int mask = slots.length - 1;
        int slot = hash(bytes, 0, bytes.length) & mask;
        while (slots[slot] != 0) {
            int i = slots[slot] - 1;
            int from = offset(i);
            if (Arrays.equals(bytes, 0, bytes.length, page(i), from, from + length(i))) {
                break;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hash(page(i), offset(i), length(i)) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }

    private static int hash(byte[] bytes, int from, int length) {
        int h = length;
        for (int i = from; i < from + length; i++) {
            h = 31 * h + bytes[i];
        }
        h *= 0x9E3779B9;
        return h ^ h >>> 15;
    }

    @Override
    public String get(int index) {
        Objects.checkIndex(index, size);
        return new String(page(index), offset(index), length(index), StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return size;
    }

    /** Place of an id, or -1; by hash, not by search. */
    @Override
    public int indexOf(@Nullable Object id) {
        return id instanceof String text ? slots[slotOf(text.getBytes(StandardCharsets.UTF_8))] - 1 : -1;
    }

    @Override
    public int lastIndexOf(@Nullable Object id) {
        return indexOf(id);
    }

    @Override
    public boolean contains(@Nullable Object id) {
        return indexOf(id) >= 0;
    }
}
