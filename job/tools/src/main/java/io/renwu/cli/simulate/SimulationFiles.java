package io.renwu.cli.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The output files of a simulation, one record a line. */
final class SimulationFiles implements AutoCloseable {
  /** The files. */
  enum Kind {
    GRANTS("grants.jsonl"),
    DECISIONS("decisions.jsonl"),
    PROGRESS("progress.jsonl"),
    DEAD_LETTERS("dead-letters.jsonl"),
    RULE_STATUS("rule-status.jsonl");

    private final String fileName;

    Kind(String fileName) {
      this.fileName = fileName;
    }
  }

  private final Map<Kind, OutputStream> streams = new EnumMap<>(Kind.class);

  /** Creates the folder and empties the files. */
  SimulationFiles(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Kind kind : Kind.values()) {
      OutputStream file = Files.newOutputStream(folder.resolve(kind.fileName));
      streams.put(kind, new BufferedOutputStream(file, 1 << 16));
    }
  }

  void write(Kind kind, byte[] record) throws IOException {
    OutputStream stream = Objects.requireNonNull(streams.get(kind), "each kind has a file");
    stream.write(record);
    stream.write('\n');
  }

  @Override
  public void close() throws IOException {
    for (OutputStream stream : streams.values()) {
      stream.close();
    }
  }
}
