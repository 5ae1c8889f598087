package io.renwu.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The machine, and what this process uses of it. */
public final class Machine {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Machine() {}

  /**
   * CPU time of this process, nanoseconds: of all its threads, including the compiler's and the
   * garbage collector's.
   */
  public static long processCpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** The approximate part of {@link #processCpuNanos} that the JIT compiler used, nanoseconds. */
  public static long compilerNanos() {
    return TimeUnit.MILLISECONDS.toNanos(
        ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
  }

  /** CPU time of the calling thread, nanoseconds. */
  public static long threadCpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Bytes that the calling thread has allocated. */
  public static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** The processor's model, the number of cores, Java and the system. */
  static String describe() {
    return processor()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, Java "
        + Runtime.version().feature()
        + ", "
        + System.getProperty("os.name");
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException noSuchFile) {
      return System.getProperty("os.arch");
    }
  }
}
