package dev.allot.datasets.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads a stream in a thread of its own, a few blocks ahead: unpacking and parsing then run side by side. */
final class ReadAhead extends InputStream {
    private static final int BLOCK_SIZE = 1 << 18;
    private static final int BLOCKS = 4;

    /** A piece of the stream; a length below zero means that the stream has ended, or failed. */
    private static final class Block {
        final byte[] bytes = new byte[BLOCK_SIZE];
        int length;

        @Nullable
        IOException failure;
    }

    private final InputStream source;
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private @Nullable Block current;
    private int position;

    ReadAhead(InputStream source) {
        this.source = source;
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new Block());
        }
        thread = new Thread(this::fill, "allot-read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private void fill() {
        try {
            boolean more = true;
            while (more) {
                Block block = empty.take();
                try {
                    block.length = source.readNBytes(block.bytes, 0, BLOCK_SIZE);
                    if (block.length == 0) {
                        block.length = -1;
                    }
                } catch (IOException e) {
                    block.length = -1;
                    block.failure = e;
                } catch (RuntimeException | Error e) {
                    // Whatever happens here, the reader must not wait for ever.
                    block.length = -1;
                    block.failure = new IOException(e);
                }
                more = block.length > 0;
                filled.put(block);
            }
        } catch (InterruptedException closed) {
            // The reader wants no more.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Block block = current();
        if (block.length < 0) {
            if (block.failure != null) {
                throw block.failure;
            }
            return -1;
        }
        int n = Math.min(length, block.length - position);
        System.arraycopy(block.bytes, position, target, offset, n);
        position += n;
        return n;
    }

    private Block current() throws InterruptedIOException {
        try {
            if (current != null && position == current.length) {
                empty.put(current);
                current = null;
            }
            if (current == null) {
                current = filled.take();
                position = 0;
            }
            return current;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }
}
