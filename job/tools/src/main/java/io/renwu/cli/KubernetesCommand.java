package io.renwu.cli;

import io.renwu.kubernetes.ManifestValues;
import io.renwu.kubernetes.Manifests;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the manifests for Kubernetes. */
@Command(
    name = "kubernetes",
    description = {
      "Prints both jobs' manifests for the Flink Kubernetes Operator.",
      "  ./renwu kubernetes --values my-values.yaml | kubectl apply -f -"
    })
public final class KubernetesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--values",
      paramLabel = "FILE",
      description =
          "Values that replace those of flink-conf/kubernetes/values.yaml, which explains each"
              + " (default: none).")
  private @Nullable Path values;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new Manifests(ManifestValues.load(Optional.ofNullable(values))).yaml());
    out.flush();
    return ExitCodes.GOOD;
  }
}
