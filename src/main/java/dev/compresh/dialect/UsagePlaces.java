package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;

/** Finds usage objects by how deep they stand in an answer. */
final class UsagePlaces {
  private UsagePlaces() {}

  /** 2 where {@code at} is in the usage object of the answer itself, else 0. */
  static int second(JsonScan at) {
    boolean here =
        at.depth() >= 2 && !at.array(1) && at.container(2) == MemberNames.USAGE && !at.array(2);
    return here ? 2 : 0;
  }

  /** 3 where {@code at} is in the usage object of an object in the answer, else 0. */
  static int third(JsonScan at) {
    boolean here =
        at.depth() >= 3 && at.container(3) == MemberNames.USAGE && !at.array(2) && !at.array(3);
    return here ? 3 : 0;
  }
}
