package io.renwu.document;

import io.renwu.model.JsonSize;
import io.renwu.model.Reward;
import io.renwu.model.Reward.Delivery;
import io.renwu.model.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tiers and rewards. */
final class RewardParser {
  private static final int MAX_TYPE = 128;

  /** Each grant contains its reward's attributes and must fit into one record. */
  private static final int MAX_ATTRIBUTES_BYTES = 64 * 1024;

  private RewardParser() {}

  static List<Tier> tiers(DocumentCursor field) {
    List<Tier> tiers = new ArrayList<>();
    UniqueNames rewardIds = new UniqueNames("all tiers");
    BigDecimal previous = BigDecimal.ZERO;
    for (DocumentCursor element : field.elements()) {
      DocumentCursor tier = element.required("an object").object("target", "rewards");
      DocumentCursor targetField = tier.required("target", "a number above 0");
      BigDecimal target = targetField.positive();
      if (target != null && target.compareTo(previous) <= 0) {
        targetField.reject("a number above " + previous.toPlainString() + ", the previous tier's");
      }
      previous = target == null ? previous : target;
      tiers.add(new Tier(UnreadParts.tolerate(target), parse(tier.get("rewards"), rewardIds)));
    }
    return Collections.unmodifiableList(tiers);
  }

  /**
   * @param ids the ids of the rewards before these
   */
  static List<Reward> parse(DocumentCursor field, UniqueNames ids) {
    List<Reward> rewards = new ArrayList<>();
    for (DocumentCursor element : field.elements()) {
      rewards.add(reward(element, ids));
    }
    return Collections.unmodifiableList(rewards);
  }

  private static Reward reward(DocumentCursor field, UniqueNames ids) {
    DocumentCursor reward =
        field
            .required("an object")
            .object("rewardId", "type", "amount", "delivery", "claimWithin", "attributes");
    String id = IdParser.unique(reward.required("rewardId", "an id"), ids);
    String type = reward.required("type", "a text").text(1, MAX_TYPE);
    DocumentCursor amountField = reward.get("amount");
    BigDecimal amount = amountField.isAbsent() ? BigDecimal.ONE : amountField.positive();
    Delivery delivery = reward.get("delivery").constant(Delivery.AUTO);
    return new Reward(
        UnreadParts.tolerate(id),
        UnreadParts.tolerate(type),
        UnreadParts.tolerate(amount),
        UnreadParts.tolerate(delivery),
        claimWithin(reward.get("claimWithin"), delivery),
        attributes(reward.get("attributes")));
  }

  private static @Nullable Duration claimWithin(DocumentCursor field, @Nullable Delivery delivery) {
    if (delivery == Delivery.AUTO && !field.isAbsent()) {
      field.reject("nothing: it belongs to the delivery CLAIM");
      return null;
    }
    return DurationParser.parsePositive(field);
  }

  @SuppressWarnings("unchecked") // the keys of an object are texts
  private static Map<String, Object> attributes(DocumentCursor field) {
    if (field.value() instanceof Map<?, ?> attributes) {
      if (JsonSize.of(attributes) > MAX_ATTRIBUTES_BYTES) {
        field.reject("an object of at most " + MAX_ATTRIBUTES_BYTES + " bytes");
      }
      return (Map<String, Object>) attributes;
    }
    if (!field.isAbsent()) {
      field.reject("an object");
    }
    return Map.of();
  }
}
