package io.renwu.limit;

import java.io.Serializable;

/**
 * Leave for one reader to let records pass.
 *
 * @param version of the {@link Rate} it was given under; a reader drops all leases of an older one
 * @param unlimited no tokens are needed while this version holds
 * @param tokens records that may pass; added to what the reader holds
 * @param validNanos how long after its arrival the tokens are good
 */
public record Lease(long version, boolean unlimited, long tokens, long validNanos)
    implements Serializable {}
