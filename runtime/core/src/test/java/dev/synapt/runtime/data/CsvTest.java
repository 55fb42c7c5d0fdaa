package dev.synapt.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.CsvFormat.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables: columns, categories, missing values, and mistakes with their lines. */
final class CsvTest {

  private static final String HOUSES =
      """
      id,rooms,city,zip,price
      1,3,Bern,3000,250.5
      2,4,"Zürich, Kreis 4",8004,-1e2
      3,5,Bern,3000,.5

      4,2,"says ""hi""\",8004,7
      """;

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static CsvFormat houses() {
    return CsvFormat.target("price").category("zip").ignore("id");
  }

  @Test
  void columnsBecomeNumbersOrCategories() throws IOException {
    Path file = file("houses.csv", HOUSES);
    CsvEncoding encoding = houses().fit(file);
    assertEquals(
        List.of(
            "rooms",
            "city=Bern",
            "city=Zürich, Kreis 4",
            "city=says \"hi\"",
            "zip=3000",
            "zip=8004"),
        encoding.featureNames());
    assertEquals(List.of(), encoding.classNames());
    Dataset data = encoding.read(file);
    assertEquals(4, data.size());
    assertArrayEquals(new float[] {4, 0, 1, 0, 0, 1}, data.input(1));
    assertArrayEquals(new float[] {-100}, data.targets(1));
    assertArrayEquals(new float[] {2, 0, 0, 1, 0, 1}, data.input(3));
    assertArrayEquals(
        data.input(0), encoding.encode(Map.of("rooms", "3", "city", "Bern", "zip", "3000")));
  }

  @Test
  void anotherFileMayHaveOtherColumnsInAnotherOrder() throws IOException {
    CsvEncoding encoding = houses().fit(file("houses.csv", HOUSES));
    Path other = file("b.csv", "price,city,extra,rooms,zip\n9,Bern,x,8,8004\n");
    Dataset data = encoding.read(other);
    assertArrayEquals(new float[] {8, 1, 0, 0, 0, 1}, data.input(0));
    assertArrayEquals(new float[] {9}, data.targets(0));
  }

  @Test
  void labelsAreNumberedByNameOrByValue() throws IOException {
    Path species = file("iris.csv", "x,species\n1,virginica\n2,setosa\n3,virginica\n");
    CsvEncoding encoding = CsvFormat.label("species").fit(species);
    Dataset data = encoding.read(species);
    assertEquals(List.of("setosa", "virginica"), data.classNames());
    assertEquals(1, data.label(0));
    assertEquals(0, data.label(1));
    Path numbers = file("n.csv", "x;y\n1;10\n2;9\n3;10");
    CsvFormat format = CsvFormat.label("y").delimiter(';');
    assertEquals(List.of("9", "10"), format.fit(numbers).read(numbers).classNames());
  }

  @Test
  void severalTargetsAreInTheOrderThatWasAsked() throws IOException {
    Path file = file("t.csv", "a,b,c\n1,2,3\n4,5,6\n");
    Dataset data = CsvFormat.target("c", "a").fit(file).read(file);
    assertArrayEquals(new float[] {3, 1}, data.targets(0));
    assertArrayEquals(new float[] {5}, data.input(1));
  }

  @Test
  void missingValuesAreRefusedDroppedOrReplaced() throws IOException {
    Path file = file("m.csv", "a,c,y\n1,u,1\nNA,v,2\n3,?,3\n5,u,4\n");
    CsvFormat format = CsvFormat.target("y");
    assertEquals("line 3: column a: the value is missing", mistake(format, file));
    Dataset dropped = format.whenMissing(Missing.DROP).fit(file).read(file);
    assertEquals(2, dropped.size());
    assertArrayEquals(new float[] {5, 1, 0}, dropped.input(1));
    Dataset mean = format.whenMissing(Missing.MEAN).fit(file).read(file);
    assertArrayEquals(new float[] {3, 0, 1}, mean.input(1));
    assertArrayEquals(new float[] {3, 0, 0}, mean.input(2));
    Dataset text = format.missingTexts("-").fit(file).read(file);
    assertEquals(4 + 3, text.inputSize(), "NA and ? are categories now");
  }

  private String mistake(CsvFormat format, Path file) {
    CsvFormatException e =
        assertThrows(CsvFormatException.class, () -> format.fit(file).read(file));
    assertTrue(e.getMessage().startsWith(file + ": line " + e.line() + ": "), e.getMessage());
    return e.getMessage().substring(file.toString().length() + 2);
  }

  private String mistake(CsvFormat format, String content) throws IOException {
    return mistake(format, file("bad.csv", content));
  }

  @Test
  void mistakesNameTheLineAndTheColumn() throws IOException {
    CsvFormat y = CsvFormat.target("y");
    assertEquals("line 1: the file is empty", mistake(y, ""));
    assertEquals("line 1: there is no column \"y\"; there are [x, z]", mistake(y, "x,z\n1,2\n"));
    assertEquals("line 1: two columns are named \"x\"", mistake(y, "x,x,y\n"));
    assertEquals("line 3: 3 fields, but the header has 2", mistake(y, "x,y\n1,2\n1,2,3\n"));
    assertEquals("line 4: 1 fields, but the header has 2", mistake(y, "x,y\n1,2\n\n7\n"));
    assertEquals(
        "line 4: column x: \"1f\" is not a number that fits a float",
        mistake(y.number("x"), "x,y\n\"1\",2\n\n1f,2\n"));
    assertEquals(
        "line 2: column y: \"1e99\" is not a number that fits a float",
        mistake(y, "x,y\n1,1e99\n"));
    assertEquals("line 2: column y: the value to predict is missing", mistake(y, "x,y\n1,\n2,3\n"));
    assertEquals("line 2: a quoted field does not end", mistake(y, "x,y\n\"1,2\n3,4\n"));
    assertEquals(
        "line 2: after the quoted field \"1\" comes 'a', not a delimiter",
        mistake(y, "x,y\n\"1\"a,2\n"));
    assertEquals("line 1: column x has no value; ignore(\"x\")", mistake(y, "x,y\n,2\nNA,3\n"));
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "x,y\nZürich,1\n".getBytes(StandardCharsets.ISO_8859_1));
    String mistake = mistake(CsvFormat.target("y"), file);
    assertTrue(mistake.endsWith("is not valid UTF-8"), mistake);
  }

  @Test
  void aCategoryThatWasNotFittedIsRefused() throws IOException {
    CsvEncoding encoding = houses().fit(file("houses.csv", HOUSES));
    Path other = file("b.csv", "price,city,rooms,zip\n9,Basel,8,8004\n");
    CsvFormatException e = assertThrows(CsvFormatException.class, () -> encoding.read(other));
    assertTrue(e.getMessage().contains("line 2: column city: \"Basel\" is none of the 3"));
    assertThrows(IllegalArgumentException.class, () -> encoding.encode(Map.of("rooms", "3")));
  }

  @Test
  void aNameForEachRowIsNoCategory() throws IOException {
    StringBuilder text = new StringBuilder("name,y\n");
    for (int i = 0; i < 1001; i++) {
      text.append("n").append(i).append(",1\n");
    }
    String mistake = mistake(CsvFormat.target("y"), text.toString());
    assertTrue(mistake.contains("more than 1000 different values"), mistake);
  }

  @Test
  void lineEndsAndQuotesOfOtherSystemsAreRead() throws IOException {
    Path file = file("win.csv", "\ufeffa,y\r\n\"1\"  ,2\r\n \"3\",4");
    Dataset data = CsvFormat.target("y").fit(file).read(file);
    assertEquals(2, data.size());
    assertArrayEquals(new float[] {3}, data.input(1));
    assertThrows(IllegalArgumentException.class, () -> CsvFormat.target("y").delimiter('"'));
    assertThrows(IllegalArgumentException.class, () -> CsvFormat.target("y").ignore("y"));
    assertThrows(IllegalArgumentException.class, CsvFormat::target);
  }
}
