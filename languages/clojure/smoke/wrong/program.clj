(defn add [a b]
  (- a b))

(require '[clojure.test :refer [deftest is run-test]])

(deftest test-add
  (is (= (add 2 3) 5))
  (is (= (add 0 0) 0)))

(run-test test-add)
