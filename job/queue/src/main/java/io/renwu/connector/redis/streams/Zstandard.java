package io.renwu.connector.redis.streams;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Zstandard frames. Creating a context costs as much as compressing an entry, so contexts are
 * pooled: as many as threads ever used them at once. Thread-safe.
 */
final class Zstandard {
  private static final int LEVEL = 1;
  private static final Queue<ZstdCompressCtx> PACKING = new ConcurrentLinkedQueue<>();
  private static final Queue<ZstdDecompressCtx> UNPACKING = new ConcurrentLinkedQueue<>();

  private Zstandard() {}

  static byte[] pack(byte[] raw, int length) {
    byte[] out = new byte[Math.toIntExact(Zstd.compressBound(length))];
    ZstdCompressCtx idle = PACKING.poll();
    ZstdCompressCtx context = idle == null ? new ZstdCompressCtx().setLevel(LEVEL) : idle;
    int packed = context.compressByteArray(out, 0, out.length, raw, 0, length);
    PACKING.add(context);
    return Arrays.copyOf(out, packed);
  }

  static byte[] unpack(byte[] packed, int from, int length, int rawLength) {
    byte[] raw = new byte[rawLength];
    ZstdDecompressCtx idle = UNPACKING.poll();
    ZstdDecompressCtx context = idle == null ? new ZstdDecompressCtx() : idle;
    try {
      int unpackedLength = context.decompressByteArray(raw, 0, rawLength, packed, from, length);
      if (unpackedLength != rawLength) {
        throw new IllegalArgumentException("its records are shorter than its raw length");
      }
      return raw;
    } catch (ZstdException e) {
      throw new IllegalArgumentException("its records are not Zstandard: " + e.getMessage(), e);
    } finally {
      UNPACKING.add(context);
    }
  }
}
