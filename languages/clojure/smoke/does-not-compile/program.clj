(defn add [a b]
  (+ a sum))

(require '[clojure.test :refer [deftest is run-test]])

(deftest test-add
  (is (= (add 2 3) 5)))

(run-test test-add)
