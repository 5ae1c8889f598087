package io.renwu.job.kafka.source;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The state of an enumerator, with the fencing number of its job's lease.
 *
 * @param lease 0 = the job had none
 */
public record LeasedState<S>(S state, long lease) {

  /**
   * The number (long), then the state as its own serializer writes it. The version is that
   * serializer's plus 1,000; lower versions have no number.
   */
  static final class Serializer<S> implements SimpleVersionedSerializer<LeasedState<S>> {
    private static final int WITH_NUMBER = 1_000;

    private final SimpleVersionedSerializer<S> states;

    Serializer(SimpleVersionedSerializer<S> states) {
      this.states = states;
    }

    @Override
    public int getVersion() {
      return WITH_NUMBER + states.getVersion();
    }

    @Override
    public byte[] serialize(LeasedState<S> leased) throws IOException {
      byte[] state = states.serialize(leased.state());
      DataOutputSerializer out = new DataOutputSerializer(Long.BYTES + state.length);
      out.writeLong(leased.lease());
      out.write(state);
      return out.getCopyOfBuffer();
    }

    @Override
    public LeasedState<S> deserialize(int version, byte[] bytes) throws IOException {
      if (version < WITH_NUMBER) {
        return new LeasedState<>(states.deserialize(version, bytes), 0);
      }
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      long lease = in.readLong();
      byte[] state = new byte[in.available()];
      in.readFully(state);
      return new LeasedState<>(states.deserialize(version - WITH_NUMBER, state), lease);
    }
  }
}
