package dev.compresh.sim;

import dev.compresh.sim.http.SimReply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI embeddings: unit vectors drawn from the text's hash; the same text, the same vector. */
final class EmbeddingsApi implements SimulatedApi {
  private static final int MOST_INPUTS = 2048;
  private static final int MOST_DIMENSIONS = 3072;

  private final SimulatorEngine simulatorEngine;

  EmbeddingsApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  @Override
  public SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal {
    JsonNode body = simulatedCall.body();
    if (simulatedCall.model().isEmpty()) {
      throw SimulatedRefusal.invalid("model", "you must provide a model parameter");
    }
    simulatorEngine.known(ProviderErrors.OPENAI, simulatedCall.model());
    int usual = simulatedCall.model().endsWith("-large") ? MOST_DIMENSIONS : 1536;
    int dimensions = body.path("dimensions").asInt(usual);
    if (dimensions < 1 || dimensions > usual) {
      throw SimulatedRefusal.invalid("dimensions", "a number from 1 to " + usual + " is expected");
    }
    String format =
        SimulatedJson.has(body, "encoding_format")
            ? SimulatedJson.text(body, "encoding_format")
            : "float";
    if (!format.equals("float") && !format.equals("base64")) {
      throw SimulatedRefusal.invalid("encoding_format", "'float' or 'base64' is expected");
    }
    ObjectNode answer = SimulatedJson.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    int tokens = 0;
    for (JsonNode input : inputs(body.path("input"))) {
      tokens +=
          input.isString() ? simulatorEngine.counting().text(input.stringValue()) : input.size();
      ObjectNode one = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      write(vector(input.toString(), dimensions), format, one);
    }
    answer.put("model", simulatedCall.model());
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return ProviderErrors.OPENAI.ok(answer, simulatorEngine.ids().next("req_"));
  }

  /** One text, texts, one list of tokens, or lists of tokens. */
  private static List<JsonNode> inputs(JsonNode input) throws SimulatedRefusal {
    List<JsonNode> inputs = new ArrayList<>();
    if (input.isArray() && !input.path(0).isNumber()) {
      input.forEach(inputs::add);
    } else {
      inputs.add(input);
    }
    for (JsonNode one : inputs) {
      boolean text = one.isString() && !one.stringValue().isEmpty();
      if (!text && !(one.isArray() && one.path(0).isNumber())) {
        throw SimulatedRefusal.invalid("input", "'input' must be non-empty texts or tokens");
      }
    }
    if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
      throw SimulatedRefusal.invalid("input", "1 to " + MOST_INPUTS + " inputs are expected");
    }
    return inputs;
  }

  private static float[] vector(String text, int dimensions) {
    SplittableRandom random = new SplittableRandom(TextHash.sha256(text).high());
    float[] vector = new float[dimensions];
    double squares = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
      squares += vector[i] * vector[i];
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static void write(float[] vector, String format, ObjectNode into) {
    if (format.equals("base64")) {
      ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      into.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
      return;
    }
    ArrayNode numbers = into.putArray("embedding");
    for (float number : vector) {
      numbers.add(number);
    }
  }
}
