import java.io.*;
import java.lang.reflect.*;
import java.math.*;
import java.security.*;
import java.util.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;
import org.javatuples.*;

// Uses what programs commonly use, so that the classes for it lie in the archives that the image is built with.
public class Training {
    interface Shape {
        double area();
    }

    record Square(double side) implements Shape {
        public double area() {
            return side * side;
        }
    }

    enum Colour { RED, GREEN }

    static class Node<T extends Comparable<T>> {
        T value;
        Node<T> next;

        Node(T value, Node<T> next) {
            this.value = value;
            this.next = next;
        }
    }

    public static ArrayList<Long> collections(ArrayList<Long> numbers) {
        Map<Long, Integer> counts = new HashMap<>();
        for (long number : numbers) {
            counts.put(number, counts.getOrDefault(number, 0) + 1);
            counts.merge(number, 1, Integer::sum);
        }
        TreeMap<Long, Integer> sorted = new TreeMap<>(counts);
        Set<Long> seen = new HashSet<>(numbers);
        Set<Long> ordered = new LinkedHashSet<>(numbers);
        Deque<Long> stack = new ArrayDeque<>(seen);
        Stack<Character> old = new Stack<>();
        old.push('(');
        PriorityQueue<Long> queue = new PriorityQueue<>(Comparator.reverseOrder());
        queue.addAll(stack);
        LinkedList<Long> linked = new LinkedList<>(ordered);
        Collections.sort(linked);
        Collections.reverse(linked);
        numbers.sort((a, b) -> Long.compare(b, a));
        Iterator<Map.Entry<Long, Integer>> entries = sorted.entrySet().iterator();
        while (entries.hasNext()) {
            if (entries.next().getValue() > 100) {
                entries.remove();
            }
        }
        return new ArrayList<>(linked);
    }

    public static String text(String text) {
        StringBuilder builder = new StringBuilder();
        for (char letter : text.toCharArray()) {
            builder.append(Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
        }
        String[] words = builder.reverse().toString().trim().split("\\s+");
        Matcher matcher = Pattern.compile("([a-z]+)|[0-9]").matcher(text);
        int found = 0;
        while (matcher.find()) {
            found += matcher.group().length();
        }
        return String.join(" ", words) + found + String.format("%.2f %5d %s", 1.5, 42, words[0]) + Integer.toBinaryString(5)
            + text.replaceAll("[aeiou]", "").replace('x', 'y').substring(1) + Integer.parseInt("12") + Double.parseDouble("1.5");
    }

    public static List<Integer> streams(List<Integer> numbers) {
        int sum = numbers.stream().mapToInt(Integer::intValue).filter(n -> n % 2 == 0).sum();
        String joined = numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        Map<Boolean, List<Integer>> parts = numbers.stream().collect(Collectors.partitioningBy(n -> n > 2));
        Map<Integer, Long> groups = numbers.stream().collect(Collectors.groupingBy(n -> n % 3, Collectors.counting()));
        long letters = joined.chars().filter(Character::isDigit).count();
        OptionalDouble mean = IntStream.rangeClosed(1, 10).average();
        Optional<Integer> most = numbers.stream().max(Comparator.naturalOrder());
        return Stream.of(sum, parts.size(), groups.size(), (int) letters, (int) mean.getAsDouble(), most.get())
            .sorted(Comparator.comparing((Integer n) -> n).reversed()).distinct().collect(Collectors.toList());
    }

    public static String hash(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes());
        StringBuilder hex = new StringBuilder();
        for (byte part : digest) {
            hex.append(String.format("%02x", part));
        }
        return hex.toString() + new BigInteger(1, digest).toString(16) + new BigDecimal("1.25").setScale(1, RoundingMode.HALF_UP);
    }

    public static void main(String[] args) throws Exception {
        assert(collections(new ArrayList<Long>(Arrays.asList(3L, 1L, 2L, 1L))).equals(new ArrayList<Long>(Arrays.asList(3L, 2L, 1L))));
        assert(text("Some Words and 3 numbers").length() > 0);
        assert(streams(Arrays.asList(1, 2, 3, 4)).size() > 0);
        assert(hash("text").length() > 32);
        assert(Pair.with(1L, "a").equals(Pair.with(1L, "a")) && Triplet.with(1, 2, 3).getValue0() == 1 && Unit.with(1).getSize() == 1);
        assert(new Square(2).area() == 4 && Colour.valueOf("RED") == Colour.RED && new Node<>(1, null).next == null);
        Function<Long, Long> twice = n -> n * 2;
        Supplier<String> name = () -> "name";
        BiFunction<Long, Long, Long> plus = (a, b) -> a + b;
        assert(twice.andThen(n -> n + 1).apply(2L) == 5L && name.get().equals("name") && plus.apply(1L, 2L) == 3L);
        switch (name.get()) {
            case "name" -> System.out.println("switch " + 1L + 'c' + 1.5 + true);
            default -> throw new IllegalStateException();
        }
        try {
            Object[] none = {};
            System.out.println(none[0]);
        } catch (ArrayIndexOutOfBoundsException exception) {
            System.out.printf("%s%n", exception.getMessage());
        }
        Scanner scanner = new Scanner(new StringReader("1 2"));
        assert(scanner.nextInt() == 1 && Math.abs(Math.pow(2, 3) - 8) < 1e-9);
        System.out.println(Arrays.toString(new int[] {1, 2}) + List.of(1, 2) + Map.of("a", 1) + Optional.of(1));
        assert(false) : "the end";
    }
}
