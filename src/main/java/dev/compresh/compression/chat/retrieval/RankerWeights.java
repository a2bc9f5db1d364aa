package dev.compresh.compression.chat.retrieval;

/**
 * Weights of retrieval, chosen by measurement on one half of the sessions and verified on the
 * other; see the decision record on episodic memory.
 *
 * @param k1 BM25's saturation of repeated terms
 * @param b BM25's share of length normalisation
 * @param before share of a passage's score that goes to the passage before it
 * @param after share that goes to the passage after it
 * @param episode weight of the mean score around a passage
 * @param moment the same where the question asks for a time: its answer is often said in passing,
 *     besides the words that the question repeats
 * @param feedback weight of terms taken from the best passages
 * @param synonym weight of words of like meaning
 * @param kind weight of members of a kind that the question names
 * @param cost exponent of a line's tokens when its score is weighed against them
 * @param speaker factor for passages of whom the question names
 * @param side the same again, once scores have spread to their neighbours
 * @param day score of a passage that falls on a day that the question names
 * @param together how much more a passage counts that has several of the question's words
 * @param time factor for passages that tell a time, where the question asks for one
 * @param brief whether fillers are left out of what is printed
 */
public record RankerWeights(
    double k1,
    double b,
    double before,
    double after,
    double episode,
    double moment,
    double feedback,
    double synonym,
    double kind,
    double cost,
    double speaker,
    double side,
    double day,
    boolean brief,
    double together,
    double time) {

  public static final RankerWeights DEFAULT =
      new RankerWeights(
          1.2, 0.5, 0.15, 0.35, 1.3, 2, 0.25, 0.35, 0.2, 0.2, 1.6, 2.2, 3, true, 0.2, 1.4);
}
