package io.renwu;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts work by what it allocates: the same on a busy machine as on an idle one. */
public final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedBytes() {}

  /** All that this thread has ever allocated. */
  public static long ofThisThread() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
