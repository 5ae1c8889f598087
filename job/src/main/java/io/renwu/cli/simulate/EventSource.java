package io.renwu.cli.simulate;

import java.io.IOException;
import java.io.InputStream;

/** Where the lines of events come from. */
public interface EventSource {
  /** The lines from their beginning; the caller closes. */
  InputStream open() throws IOException;

  /** Whether it can be opened several times and gives the same bytes each time. */
  boolean isRepeatable();
}
