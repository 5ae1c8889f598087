package io.renwu.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * Keeps the state of an evaluation on disk, so that its memory does not grow with the events: maps
 * from bytes to bytes in a temporary folder, which is deleted on close. Not thread-safe.
 */
public final class EvaluationStore implements AutoCloseable {
  /** The maps. */
  public enum Table {
    /** The encoded state by user id. */
    STATES,
    /** The members of users' large sets: a number of 8 bytes by user and key. */
    MEMBERS,
    /** The budgets' decisions about grants, by task and key. */
    BUDGETS,
    /** The latest progress record by its key. */
    PROGRESS,
    /** The grants that a reconciliation expects, by grant id and status. */
    EXPECTED_GRANTS,
    /** The grants that a reconciliation found, by grant id and status. */
    FOUND_GRANTS,
    /** The grants that a reconciliation found missing, in the order of their evaluation. */
    MISSING_GRANTS,
    /** The latest progress record that a reconciliation found, by its key. */
    FOUND_PROGRESS
  }

  /** Receives one pair of a map. */
  @FunctionalInterface
  public interface Visitor {
    void visit(byte[] key, byte[] value) throws IOException;
  }

  private static final long WRITE_BUFFER_BYTES = 32L << 20;

  private final Path folder;
  private final ColumnFamilyOptions tableOptions;
  private final Options options;
  private final WriteOptions unlogged;
  private final Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
  private final RocksDB db;

  private EvaluationStore(Path folder) throws RocksDBException {
    this.folder = folder;
    this.tableOptions =
        new ColumnFamilyOptions()
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setCompressionType(CompressionType.LZ4_COMPRESSION);
    this.options = new Options().setCreateIfMissing(true);
    this.unlogged = new WriteOptions().setDisableWAL(true);
    this.db = RocksDB.open(options, folder.toString());
    for (Table table : Table.values()) {
      byte[] name = table.name().getBytes(StandardCharsets.UTF_8);
      tables.put(table, db.createColumnFamily(new ColumnFamilyDescriptor(name, tableOptions)));
    }
  }

  /** An empty store in a new folder. */
  public static EvaluationStore open() throws IOException {
    Path folder = Files.createTempDirectory("renwu-evaluation-");
    try {
      RocksDB.loadLibrary();
      return new EvaluationStore(folder);
    } catch (RocksDBException failed) {
      delete(folder);
      throw new IOException("cannot open a store in " + folder, failed);
    }
  }

  /** The value of a key; null if there is none. */
  public byte @Nullable [] get(Table table, byte[] key) throws IOException {
    try {
      return db.get(tables.get(table), key);
    } catch (RocksDBException failed) {
      throw new IOException("cannot read from " + folder, failed);
    }
  }

  public void put(Table table, byte[] key, byte[] value) throws IOException {
    try {
      db.put(tables.get(table), unlogged, key, value);
    } catch (RocksDBException failed) {
      throw new IOException("cannot write to " + folder, failed);
    }
  }

  public void delete(Table table, byte[] key) throws IOException {
    try {
      db.delete(tables.get(table), unlogged, key);
    } catch (RocksDBException failed) {
      throw new IOException("cannot write to " + folder, failed);
    }
  }

  /**
   * Visits the pairs whose keys begin with a prefix, in the order of the keys' unsigned bytes. The
   * visitor may change the store; it sees the pairs from before the call.
   */
  public void forEach(Table table, byte[] prefix, Visitor visitor) throws IOException {
    try (RocksIterator iterator = db.newIterator(tables.get(table))) {
      iterator.seek(prefix);
      while (iterator.isValid() && startsWith(iterator.key(), prefix)) {
        visitor.visit(iterator.key(), iterator.value());
        iterator.next();
      }
      iterator.status();
    } catch (RocksDBException failed) {
      throw new IOException("cannot read from " + folder, failed);
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public void close() throws IOException {
    tables.values().forEach(ColumnFamilyHandle::close);
    db.close();
    unlogged.close();
    options.close();
    tableOptions.close();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
