import scala.math._
import scala.collection.mutable._
import scala.util.{Failure, Success, Try}

// Uses what programs commonly use, so that the classes for it lie in the archives that the image is built with.
object Training {
  sealed trait Shape { def area: Double }
  case class Square(side: Double) extends Shape { def area: Double = side * side }
  case object Point extends Shape { def area: Double = 0.0 }

  class Node[T](val value: T, var next: Option[Node[T]] = None)

  def collections(numbers: List[Long]): List[Long] = {
    val counts = Map[Long, Int]()
    for (number <- numbers) {
      counts(number) = counts.getOrElse(number, 0) + 1
    }
    val buffer = ListBuffer[Long]()
    val array = ArrayBuffer[Long]()
    val stack = Stack[Char]()
    stack.push('(')
    val queue = PriorityQueue[Long]()(Ordering[Long].reverse)
    queue ++= numbers
    while (queue.nonEmpty) {
      val next = queue.dequeue()
      if (!buffer.contains(next)) buffer += next
      array.append(next)
    }
    val seen = Set[Long]() ++ numbers
    val frozen = scala.collection.immutable.Map("a" -> 1, "b" -> 2)
    assert(seen.size == counts.size && frozen("a") == 1 && stack.pop() == '(' && array.distinct.sorted.toList == buffer.toList)
    buffer.toList
  }

  def text(text: String): String = {
    val builder = new StringBuilder
    for (letter <- text) {
      builder.append(if (letter.isUpper) letter.toLower else letter.toUpper)
    }
    val words = builder.toString.reverse.trim.split("\\s+").filter(_.nonEmpty).map(_.capitalize)
    val found = "[a-z]+".r.findAllIn(text).map(_.length).sum
    words.mkString(" ") + found + f"${1.5}%.2f" + s"${words.length}" + text.replaceAll("[aeiou]", "") + 5.toBinaryString + "12".toInt + "%d".format(3)
  }

  def streams(numbers: List[Int]): List[Int] = {
    val (even, odd) = numbers.partition(_ % 2 == 0)
    val groups = numbers.groupBy(_ % 3).mapValues(_.size).toList.sortBy(-_._2)
    val total = numbers.zipWithIndex.map { case (number, index) => number * index }.foldLeft(0)(_ + _)
    val squares = for { a <- 1 to 3; b <- a until 5 if a != b } yield a * b
    (even ++ odd ++ groups.map(_._1) ++ squares).filterNot(_ > 100).takeWhile(_ < 50).sliding(2).map(_.sum).toList :+ total
  }

  def matching(value: Any): String = value match {
    case number: Int if number > 2 => "large"
    case (first: String, _) => first
    case head :: tail => s"$head and ${tail.size}"
    case Some(inner) => inner.toString
    case _ => "other"
  }

  def main(args: Array[String]): Unit = {
    assert(collections(List[Long](3L, 1L, 2L, 1L)).equals(List[Long](1L, 2L, 3L)))
    assert(text("Some Words and 3 numbers").length > 0)
    assert(streams(List(1, 2, 3, 4)).nonEmpty)
    assert(List(3, ("a", 1), List(1, 2), Some(1), None).map(matching).toString == "List(large, a, 1 and 1, 1, other)")
    assert(Square(2).area == 4 && Point.toString == "Point" && Square(1) == Square(1) && new Node(1).next.isEmpty)
    assert(Try("x".toInt).isFailure && Try("1".toInt).getOrElse(0) == 1 && abs(pow(2, 3) - 8) < 1e-9 && BigInt(2).pow(70) > 0)
    val either: Either[Long, String] = Left(1L)
    assert(either.equals(Left(1L)) && Option(1).map(_ + 1).contains(2) && Array(1, 2).max == 2 && Vector(1, 2).last == 2)
    var left = 3
    do left -= 1 while (left > 0)
    Try(sys.error("thrown")) match {
      case Failure(exception) => println(exception.getMessage)
      case Success(_) => println("none")
    }
    val digest = java.security.MessageDigest.getInstance("MD5").digest("text".getBytes).map("%02x".format(_)).mkString
    println(digest + List(1, 2) + (1, "a") + Map("a" -> 1))
    assert(false, "the end")
  }
}
