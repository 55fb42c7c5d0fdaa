package dev.synapt.runtime.data;

import dev.synapt.runtime.io.FileFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Reads images from a folder with a folder for each class, whose name is the class's. Files that
 * end in png, jpg, jpeg, bmp or gif are read, in the order of their names; hidden ones are not.
 * Immutable.
 */
public final class ImageFolder {

  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif");
  private static final int RGB = 3;

  private final int height;
  private final int width;
  private final int channels;
  private final boolean scaled;

  private ImageFolder(int height, int width, int channels, boolean scaled) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.scaled = scaled;
  }

  /**
   * Images of three planes: red, green, blue. All must have the given size.
   *
   * @param height in pixels
   * @param width in pixels
   * @return the reader
   */
  public static ImageFolder rgb(int height, int width) {
    return of(height, width, RGB);
  }

  /**
   * Images of one plane: the luminance (ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B, rounded) of
   * coloured ones. All must have the given size.
   *
   * @param height in pixels
   * @param width in pixels
   * @return the reader
   */
  public static ImageFolder gray(int height, int width) {
    return of(height, width, 1);
  }

  private static ImageFolder of(int height, int width, int channels) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, not %d x %d".formatted(height, width));
    }
    return new ImageFolder(height, width, channels, false);
  }

  /**
   * The same, but images of other sizes are scaled (bilinear, without keeping their proportions).
   *
   * @return the changed copy
   */
  public ImageFolder scaled() {
    return new ImageFolder(height, width, channels, true);
  }

  /**
   * Reads all images.
   *
   * @param folder with at least one folder in it
   * @return images {@code [channels, height, width]}, values 0 ... 1, with the names of the classes
   * @throws FileFormatException if a file is no image, or has another size
   * @throws IOException if something cannot be read, or there are no images
   */
  public Dataset read(Path folder) throws IOException {
    List<Path> classes = list(folder, Files::isDirectory);
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      for (Path file : list(classes.get(label), ImageFolder::isImage)) {
        files.add(file);
        labels.add(label);
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          folder + ": there are no images; wanted is a folder for each class, with images in it");
    }
    byte[] pixels = new byte[Math.multiplyExact(files.size(), size())];
    for (int i = 0; i < files.size(); i++) {
      read(files.get(i), pixels, i * size());
    }
    int[] classOfFile = labels.stream().mapToInt(i -> i).toArray();
    return Dataset.whole(
            ByteSamples.owning(pixels, size()), Answers.owningLabels(classOfFile), shape())
        .withClassNames(classes.stream().map(c -> c.getFileName().toString()).toList());
  }

  /**
   * Reads images with a class for each pixel, for segmentation: beside each image of one folder,
   * another folder has a mask of the same name (without the ending) and size. A mask is gray or has
   * a palette; the stored number of a pixel is its class. Masks are never interpolated.
   *
   * @param images a folder of images
   * @param masks a folder of masks; those without an image are not read
   * @param ignored a number in masks that is no class, as 255 often is; empty for none
   * @return images {@code [channels, height, width]}, values 0 ... 1, with {@code height * width}
   *     labels each
   * @throws FileFormatException if a file is no image, has another size, or is no mask
   * @throws IOException if something cannot be read, an image has no mask, or there are none
   */
  public Dataset readPairs(Path images, Path masks, OptionalInt ignored) throws IOException {
    List<Path> files = list(images, ImageFolder::isImage);
    if (files.isEmpty()) {
      throw new IOException(images + ": there are no images");
    }
    Map<String, Path> byName = new HashMap<>();
    list(masks, ImageFolder::isImage).forEach(mask -> byName.put(name(mask), mask));
    byte[] pixels = new byte[Math.multiplyExact(files.size(), size())];
    int[] labels = new int[Math.multiplyExact(files.size(), height * width)];
    for (int i = 0; i < files.size(); i++) {
      read(files.get(i), pixels, i * size());
      readMask(files.get(i), byName.get(name(files.get(i))), labels, i * height * width);
    }
    return Dataset.whole(
        ByteSamples.owning(pixels, size()),
        Answers.owningLabels(labels, height * width, ignored),
        shape());
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private void readMask(Path image, Path mask, int[] labels, int offset) throws IOException {
    if (mask == null) {
      throw new IOException(image + ": there is no mask named " + name(image));
    }
    BufferedImage decoded = decode(mask);
    requireSize(mask, decoded);
    new MaskImage(mask, decoded).read(labels, offset, height, width);
  }

  private static List<Path> list(Path folder, Predicate<Path> filter) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(filter)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }

  private int[] shape() {
    return new int[] {channels, height, width};
  }

  private int size() {
    return Math.multiplyExact(channels, Math.multiplyExact(height, width));
  }

  /**
   * Reads one image, to predict from.
   *
   * @param file an image
   * @return {@code [channels, height, width]}, values 0 ... 1
   * @throws FileFormatException if the file is no image, or has another size
   * @throws IOException if it cannot be read
   */
  public float[] readImage(Path file) throws IOException {
    byte[] pixels = new byte[size()];
    read(file, pixels, 0);
    return Dataset.ofImages(pixels, new int[1], channels, height, width).input(0);
  }

  private void read(Path file, byte[] pixels, int offset) throws IOException {
    BufferedImage image = decode(file);
    requireSize(file, image);
    if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      image = asStored(image);
    }
    if (!hasSize(image)) {
      image = scale(image);
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        put(image.getRGB(x, y), pixels, offset + y * width + x);
      }
    }
  }

  /** Java takes stored grays for linear ones and brightens them: 128 would become 188. */
  private static BufferedImage asStored(BufferedImage gray) {
    int most = (1 << gray.getColorModel().getComponentSize(0)) - 1;
    int columns = gray.getWidth();
    BufferedImage result = new BufferedImage(columns, gray.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < columns * gray.getHeight(); i++) {
      int x = i % columns;
      int y = i / columns;
      int level = Math.round(gray.getRaster().getSample(x, y, 0) * 255f / most);
      result.setRGB(x, y, level * 0x010101);
    }
    return result;
  }

  private boolean hasSize(BufferedImage image) {
    return image.getWidth() == width && image.getHeight() == height;
  }

  private void requireSize(Path file, BufferedImage image) throws FileFormatException {
    if (!scaled && !hasSize(image)) {
      throw new FileFormatException(
          file,
          0,
          "the image is %d x %d (height x width), wanted %d x %d; scaled() takes it"
              .formatted(image.getHeight(), image.getWidth(), height, width));
    }
  }

  private static BufferedImage decode(Path file) throws IOException {
    BufferedImage image;
    try (InputStream in = Files.newInputStream(file)) {
      image = ImageIO.read(in);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      FileFormatException wrong =
          new FileFormatException(file, 0, "the image cannot be decoded: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
    if (image == null) {
      throw new FileFormatException(file, 0, "this is no image of a known format");
    }
    return image;
  }

  private BufferedImage scale(BufferedImage image) {
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return result;
  }

  private void put(int rgb, byte[] pixels, int at) {
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    int blue = rgb & 0xff;
    if (channels == 1) {
      pixels[at] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      return;
    }
    int plane = height * width;
    pixels[at] = (byte) red;
    pixels[at + plane] = (byte) green;
    pixels[at + 2 * plane] = (byte) blue;
  }
}
