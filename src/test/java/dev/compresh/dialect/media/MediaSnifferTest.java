package dev.compresh.dialect.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a file is, by the head of its base64 text. */
class MediaSnifferTest {

  private static MediaItem read(String base64, MediaClass announced) {
    byte[] text = base64.getBytes(US_ASCII);
    return MediaSniffer.read(text, 0, text.length, announced, "", "");
  }

  private static MediaItem read(byte[] file) {
    return read(MediaFiles.base64(file), MediaClass.UNKNOWN);
  }

  private static MediaItem picture(int width, int height) {
    return new MediaItem.PictureItem(width, height, "");
  }

  @Test
  void pictures_tellTheirSize() {
    assertThat(read(MediaFiles.png(1920, 1080))).isEqualTo(picture(1920, 1080));
    assertThat(read(MediaFiles.gif(320, 200))).isEqualTo(picture(320, 200));
    assertThat(read(MediaFiles.jpeg(4032, 3024, 0))).isEqualTo(picture(4032, 3024));
    assertThat(read(MediaFiles.extendedWebp(2000, 70_000))).isEqualTo(picture(2000, 70_000));
    assertThat(read(MediaFiles.losslessWebp(800, 600))).isEqualTo(picture(800, 600));
    assertThat(read(MediaFiles.lossyWebp(640, 480))).isEqualTo(picture(640, 480));
  }

  @Test
  void jpegWithMuchMetadata_tellsItsSizeBehindIt() {
    assertThat(read(MediaFiles.jpeg(600, 400, 200_000))).isEqualTo(picture(600, 400));
    assertThat(read(MediaFiles.jpeg(600, 400, 900_000))).isEqualTo(picture(0, 0));
  }

  @Test
  void base64_mayBeOfEitherAlphabet_andHaveEscapes() {
    byte[] file = MediaFiles.png(0xffbf, 0x3fff);
    String plain = MediaFiles.base64(file);
    assertThat(read(Base64.getUrlEncoder().encodeToString(file), MediaClass.PICTURE))
        .isEqualTo(picture(0xffbf, 0x3fff));
    assertThat(read(plain.replace("/", "\\/"), MediaClass.PICTURE))
        .isEqualTo(picture(0xffbf, 0x3fff));
    assertThat(read(plain.substring(0, 8) + "\\r\\n" + plain.substring(8), MediaClass.PICTURE))
        .isEqualTo(picture(0xffbf, 0x3fff));
  }

  @Test
  void firstBytes_countMoreThanWhatIsAnnounced() {
    assertThat(read(MediaFiles.base64(MediaFiles.png(10, 20)), MediaClass.SOUND))
        .isEqualTo(picture(10, 20));
    assertThat(read(MediaFiles.base64(MediaFiles.pdf(3)), MediaClass.PICTURE))
        .isEqualTo(new MediaItem.PagedDocument(3, ""));
  }

  @Test
  void pdf_tellsItsPages() {
    assertThat(read(MediaFiles.pdf(1))).isEqualTo(new MediaItem.PagedDocument(1, ""));
    assertThat(read(MediaFiles.pdf(240))).isEqualTo(new MediaItem.PagedDocument(240, ""));
    byte[] linear = "%PDF-1.6\n1 0 obj\n<</Linearized 1/L 90/O 3/N 17/T 8>>".getBytes(ISO_8859_1);
    assertThat(read(linear)).isEqualTo(new MediaItem.PagedDocument(17, ""));
    byte[] countFirst =
        "%PDF-1.6\n1 0 obj<</Count 8/Kids[]/Type/Pages>>endobj".getBytes(ISO_8859_1);
    assertThat(read(countFirst)).isEqualTo(new MediaItem.PagedDocument(8, ""));
  }

  @Test
  void largePdf_tellsItsPagesAtItsEnd() {
    byte[] tree = "\n2 0 obj<</Type/Pages/Count 321/Kids[]>>endobj".getBytes(ISO_8859_1);
    byte[] file = Arrays.copyOf("%PDF-1.7\n".getBytes(ISO_8859_1), 3_000_000);
    System.arraycopy(tree, 0, file, file.length - 5_000, tree.length);
    assertThat(read(file)).isEqualTo(new MediaItem.PagedDocument(321, ""));
  }

  @Test
  void pdfThatHidesItsPages_isTakenBySize() {
    byte[] hidden = Arrays.copyOf("%PDF-1.7\n".getBytes(ISO_8859_1), 600_000);
    assertThat(read(hidden)).isEqualTo(new MediaItem.PagedDocument(12, ""));
    assertThat(read(Arrays.copyOf(hidden, 900))).isEqualTo(new MediaItem.PagedDocument(1, ""));
  }

  @Test
  void wav_tellsHowLongItLasts() {
    assertThat(read(MediaFiles.wav(480_000, 48_000))).isEqualTo(new MediaItem.SoundClip(10_000));
    assertThat(read(MediaFiles.base64(new byte[80_000]), MediaClass.SOUND))
        .isEqualTo(new MediaItem.SoundClip(10_000));
  }

  @Test
  void anyBytes_areSomething() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      byte[] file = new byte[random.nextInt(300)];
      random.nextBytes(file);
      byte[] start =
          switch (i % 6) {
            case 0 -> MediaFiles.png(1, 1);
            case 1 -> MediaFiles.jpeg(1, 1, 20);
            case 2 -> MediaFiles.losslessWebp(1, 1);
            case 3 -> MediaFiles.pdf(1);
            case 4 -> MediaFiles.gif(1, 1);
            default -> file;
          };
      System.arraycopy(
          start, 0, file, 0, Math.min(random.nextInt(20), Math.min(start.length, file.length)));
      for (MediaClass announced : MediaClass.values()) {
        assertThat(read(MediaFiles.base64(file), announced)).isNotNull();
      }
    }
  }
}
