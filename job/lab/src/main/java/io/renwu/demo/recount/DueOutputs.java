package io.renwu.demo.recount;

import java.util.List;
import java.util.Map;

/**
 * The outputs that the jobs must have emitted.
 *
 * @param grants every reward that is due
 * @param deadLetters how many records cannot be used
 * @param duplicates how many events were sent again within the horizon
 * @param preconditions the task ids that each task names as its preconditions, by task id
 */
public record DueOutputs(
    Map<RewardKey, Payment> grants,
    long deadLetters,
    long duplicates,
    Map<String, List<String>> preconditions) {}
