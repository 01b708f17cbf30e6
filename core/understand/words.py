"""The words of office chat and what each one says about a task. Written with diacritics, compared without."""

from __future__ import annotations

from enum import Enum


class Mark(Enum):
    __hash__ = object.__hash__  # a member is itself alone; the inherited one is slow

    DONE = "done"  # 'xong', 'hoàn thành'
    PAST = "past"  # 'đã', 'rồi'
    PLAIN = "plain"  # says nothing of how far the work is
    WEAK = "weak"  # says nothing, provided 'đã' or 'rồi' stands beside it
    NOT = "not"  # 'chưa', 'không'
    AHEAD = "ahead"  # 'sẽ', 'sắp', 'cố gắng'
    NEARLY = "nearly"  # 'cơ bản', 'gần như'
    PART = "part"  # 'bước', 'phần', 'dự thảo'
    WORK = "work"  # 'triển khai', 'khảo sát'
    PAPER = "paper"  # 'văn bản', 'tin nhắn'
    NOW = "now"  # 'đang', 'tiếp tục'
    BLOCK = "block"  # 'vướng', 'thiếu kinh phí'
    FREE = "free"  # 'hết vướng'
    IDLE = "idle"  # 'chưa triển khai'
    SIGN = "sign"  # 'trình ký'
    LATER = "later"  # 'gia hạn'
    TAKEN = "taken"  # 'đã nhận'
    ORDER = "order"  # 'đề nghị', 'phải'
    IF = "if"  # 'nếu', 'khi nào'
    HEARD = "heard"  # 'nghe nói', 'hình như'
    BUT = "but"  # 'nhưng', 'còn', 'trừ'
    ASK = "ask"  # 'bao giờ', 'ai'
    WITH = "with"  # 'theo', 'kèm': a document follows
    OWN = "own"  # 'UBND xã', 'Sở': an agency's name follows
    PIECE = "piece"  # a document, date, share or task already read
    OTHER = "other"  # any other word


TABLE: dict[Mark, str] = {
    Mark.OTHER: "nghỉ",  # not 'nghĩ'
    Mark.DONE: """
        xong, hoàn thành, hoàn tất, xog, xg, xoong, done, finish, completed, complete, làm xong, thực hiện xong,
        triển khai xong, htanh, htành, hthành, giải quyết xong, xử lý xong, hoàn thành xong, đã song, song rồi,
        làm song, ht, hthanh, hoàn thành nhiệm vụ, hoàn thành xong xuôi, xong xuôi, mần xong, giải quyết
        dứt điểm, xử lý dứt điểm, dứt điểm rồi, về đích, cán đích, thực hiện trọn vẹn, làm trọn vẹn
        """,
    Mark.PLAIN: """
        ạ, ơi, a, e, c, ac, mk, em, anh, a/c, bác, mình, tôi, tui, chúng tôi, chúng em, bên em, bên mình, bên
        tôi, nhé, nha, nhen, nghen, ne, nhá, đấy, đó, ok, oke, okie, vâng, dạ, thưa, kính, sếp, thủ trưởng, lãnh
        đạo, đồng chí, dc, d/c, đ/c, đc, các đ/c, các đồng chí, toàn bộ, tất cả, các, những, hết, hoàn toàn,
        trọn vẹn, đầy đủ, toàn diện, vẹn toàn, đúng hạn, đúng tiến độ, đúng thời hạn, đúng kế hoạch, kịp hạn,
        kịp thời, nhiệm vụ, việc, nv, công việc, được giao, này, trên, nêu trên, đến nay, tới nay, hiện nay,
        tính đến nay, đến giờ, đến thời điểm này, bây giờ, hiện, hiện tại, báo cáo anh, báo cáo chị, báo cáo
        đồng chí, báo cáo lãnh đạo, báo cáo sếp, báo cáo d/c, báo cáo đ/c, báo cáo dc, báo cáo đc, báo cáo các
        đồng chí, báo cáo các anh, báo cáo thủ trưởng, báo cáo bác, báo cáo cô, báo cáo chú, xin báo cáo, em báo
        cáo, tôi báo cáo, kính báo cáo, bc anh, bc a, bc chị, bc sếp, bc lãnh đạo, em báo cáo là, tôi báo cáo
        là, xin báo cáo là, toàn bộ nội dung, toàn bộ các nội dung, tất cả nội dung, tất cả các nội dung, cảm
        ơn, cám ơn, trân trọng, xin, cũng, đều, từ vào, từ, hôm, lúc, đơn vị, cơ quan, nhiệm vụ được giao, việc
        được giao, theo yêu cầu, theo quy định, theo kế hoạch, theo chỉ đạo, thành công, tốt, rất tốt, xuất sắc,
        chính thức, chị, em báo anh, em báo, xin báo, anh chị, cô, chú, thực sự, xin phép, xác nhận, tiến độ,
        tình hình, việc không cần văn bản, không cần văn bản, không cần có văn bản, đv, dv em, đv em, dv tôi, đv
        tôi, đơn vị em, đơn vị tôi, không cần gia hạn, không cần gia hạn nữa, không xin gia hạn, không xin gia
        hạn nữa, không phải gia hạn, khỏi gia hạn, không phải xin gia hạn, không cần xin gia hạn, tụi em, tụi
        tôi, tụi tui, tụi mình, bọn em, bọn mình, chúng tui, nghe, hen, nghe anh, dứt điểm, hẳn, hẳn hoi, trọn,
        tất tần tật, sạch, sạch sẽ, hết sạch, hết trơn, hết trọi, hết ráo, ráo trọi, tuốt, tuốt luốt, trơn tru,
        suôn sẻ, đâu vào đấy, đâu ra đó, êm xuôi, êm đẹp, ổn thỏa, gọn, gọn gàng, gọn lẹ, trót lọt, đàng hoàng,
        mọi việc, mọi thứ, hết thảy, tất thảy, từ đời nào, từ khuya, từ tám hoánh, thiệt, thiệt rồi, thiệt sự,
        thầy, cậu, dì, chế, tụi con, con, nè, ừ, ừm, uhm, dạ vâng, chốt lại, tóm lại, xin báo với anh là, báo
        với anh là, em báo với anh là, lận, xin báo với anh, tụi tao, tụi bay, bay, mấy anh, mấy chị, xin lỗi,
        xin lỗi vì, xin lỗi anh, xin lỗi chị, mỹ mãn, mĩ mãn, viên mãn, tốt đẹp, trọn gói, cái rụp, béng, ngon
        lành, ngon lành cành đào, hết nợ, nờ, từ sáng, đúng yêu cầu, đúng chất lượng, đúng quy định, đúng thời
        gian, đúng thời gian quy định, đạt yêu cầu, vậy là, thế là, như vậy là, cuối cùng, mừng quá, may quá,
        báo trễ, xin lỗi vì báo trễ, xin lỗi vì báo muộn, xin lỗi vì báo chậm
        """,
    Mark.WEAK: """
        ngày, hôm, số, tiến độ, đạt, kết quả, trạng thái, tình trạng, tình hình, được, thì, luôn, lâu, từ lâu,
        sớm, sớm hơn hạn, trước hạn, trước thời hạn, vượt tiến độ, vượt kế hoạch, cho, hôm nay, sáng nay, chiều
        nay, trưa nay, nay, vừa nay, lúc này, tuần này, trong tuần, tháng này, trong tháng, trước đó, trong
        ngày, cả, trước, sáng, chiều, trưa, tối, toi, hạn, thời hạn, bữa hổm, bữa trước, bữa qua, hổm rày, hôm
        nọ, hôm bữa, hôm trước, mấy bữa trước, mấy hôm trước, bữa kia, hồi sáng, hồi trưa, hồi chiều, hồi hôm,
        hồi tối, hồi nãy, khi nãy, lúc nãy, ban nãy, mới nãy, hồi đầu tuần, từ đầu tuần, bữa, yên tâm, an tâm,
        cứ yên tâm, đừng lo, khỏi lo, bữa nay, giờ, giờ thì, lo, lúc đầu, ban đầu, hồi đầu, lúc trước, hồi
        trước, trước đây, trước kia, đầu tháng, hồi, hồi đầu tháng, hồi tháng trước, bữa hôm, chốt sổ, lo liệu
        """,
    Mark.PAST: """
        đã, dã, đa, rồi, r, ròi, rùi, đã được, vừa mới, vừa, lâu rồi, từ hồi, từ lâu rồi, từ đời nào rồi, từ hồi
        nào rồi, đã dc, roài, ruì
        """,
    Mark.NOT: """
        chưa, không, ko, k, kh, hok, hông, hổng, hem, khum, chẳng, chả, đâu có, đâu đã, không phải, chẳng phải,
        đâu phải, chả phải, đếch, đừng, mà chưa, chưa biết khi nào, chưa biết bao giờ, chưa rõ khi nào, khg, kg,
        ❌, chx, chửa, cha, chứ chưa, chứ không, chứ đâu, đâu mà, chưa rõ ai, chưa biết ai, không biết
        ai, không rõ ai
        """,
    Mark.AHEAD: """
        sẽ, sắp, sắp sửa, gần, mai, ngày mai, cố gắng, cố, ráng, phấn đấu, dự kiến, chuẩn bị, dự định, định,
        tính, hứa, cam kết, đảm bảo, bảo đảm, quyết tâm, tranh thủ, kịp, tối nay, xin hứa, hẹn, có thể, tuần
        sau, tuần tới, tháng sau, tháng tới, cuối tuần, hy vọng, hi vọng, mong, đang cố, sẽ cố gắng, cố gắng để,
        phấn đấu để, đang cố gắng để, đang cố gắng, để kịp, khẩn trương, đẩy nhanh, quyết liệt, dự tính, ước,
        chắc chắn, chắc chắn sẽ, tối mai, sáng mai, chiều mai, nữa là, nữa thì, chắc luôn, chắc cú, chắc ăn
        """,
    Mark.NEARLY: """
        cơ bản, về cơ bản, gần như, hầu như, hầu hết, tương đối, tạm, tạm thời, phần lớn, phần nhiều, đa số, đại
        bộ phận, sơ bộ, bước đầu, coi như, xem như, kể như, đại khái, gần hết, ngót
        """,
    Mark.PART: """
        bước, giai đoạn, đợt, phần, một phần, khâu, dự thảo, bản thảo, bản nháp, nháp, đề cương, nửa, một nửa,
        một số, vài, vài phần, công đoạn, hạng mục, nội dung, mục, ý, điểm, chương, khoản, lần, vòng, bản, tổ,
        thôn, hộ, các bước, việc gửi, việc lấy, nhóm, kỳ, cái
        """,
    Mark.WORK: """
        triển khai, thực hiện, làm, tiến hành, họp, khảo sát, rà soát, lấy ý kiến, xin ý kiến, tham mưu, xây
        dựng, hoàn thiện, kiểm tra, thẩm định, tổng hợp, thống kê, soạn, soạn thảo, gửi, nộp, ban hành, phê
        duyệt, duyệt, trình, tập huấn, tuyên truyền, phát, cấp, thu, lắp, lắp đặt, mua, mua sắm, đấu thầu, thi
        công, nghiệm thu, bàn giao, giải ngân, chỉnh sửa, sửa, cập nhật, nhập, nhập liệu, số hóa, báo cáo, phối
        hợp, liên hệ, đôn đốc, chỉ đạo, phân công, giao, tổ chức, mở, ký, bắt đầu, khởi công, khởi động, chạy,
        thử nghiệm, vận hành, bổ sung, giải quyết, xử lý, đạt được, có kết quả, niêm yết, công khai, tiếp nhận,
        đo, đo đạc, đi, vận động, kiểm kê, đánh giá, thành lập, góp ý, thẩm tra, ký kết, quyết toán, trao đổi,
        làm việc, chuyển, in, đăng, đăng ký, viết, chủ trì, chủ động, chủ trương, tháo dỡ, hướng dẫn, đầu tư, mần
        """,
    Mark.PAPER: """
        văn bản, công văn, thông báo, tin nhắn, tài liệu, thông tin, giấy mời, công điện, chỉ thị, tin, con dấu
        """,
    Mark.NOW: """
        đang, tiếp tục, vẫn đang, đang tiếp tục, trong quá trình, đang trong quá trình, đang chờ, chờ, đợi, còn
        chờ, đang đợi, mới, mới chỉ, chỉ mới, chỉ, mới có, đg, dag, đag, bắt tay, đang làm, còn đang, vẫn, mới
        được, mới làm, tiếp, mà vẫn, dở dang, dang dở, làm dở, mà đang
        """,
    Mark.BLOCK: """
        vướng, vướng mắc, khó khăn, kẹt!, bị kẹt, tắc!, ách tắc, bị ách, mắc!, trở ngại, trục trặc, bế tắc,
        thiếu kinh phí, thiếu vốn, thiếu người, thiếu nhân lực, thiếu tiền, không có kinh phí, kinh phí chưa có,
        vốn chưa có, chưa có tiền, kinh phí không có, không có tiền, chưa có kinh phí, chưa có vốn, không có
        vốn, chưa được cấp kinh phí, chưa được bố trí kinh phí, chưa bố trí được kinh phí, chưa bố trí kinh phí,
        chưa bố trí được vốn, hết kinh phí, không có người, chưa có mặt bằng, chưa giải phóng được mặt bằng,
        chưa có hướng dẫn, không thể, không thể làm, bất cập, gặp khó, gặp khó khăn, gặp vướng mắc, bị chặn,
        lúng túng, quá tải, dân không đồng ý, dân chưa đồng ý, dân không đồng thuận, chưa đồng thuận, không đồng
        thuận, đình trệ, bị dừng, phải dừng, dừng lại, không làm được, không thực hiện được, không triển khai
        được, không hoàn thành được, không giải quyết được, không làm nổi, không xong được, chưa thống nhất
        được, thiếu thiết bị, thiếu hướng dẫn, chưa có cơ sở pháp lý, chưa hết vướng, chưa hết vướng mắc, chưa
        gỡ được, chưa tháo gỡ được, vẫn còn vướng, mà vướng, mà đang vướng, mà bị vướng, mà còn vướng
        """,
    Mark.FREE: """
        hết vướng, không còn vướng, không vướng, chưa vướng, không có vướng, chưa có vướng, đã gỡ, gỡ được, tháo
        gỡ, đã tháo gỡ, đã tháo gỡ xong, hết khó khăn, không khó khăn, không có khó khăn, chưa có khó khăn,
        không gặp khó khăn, không gặp vướng, chưa gặp khó khăn, chưa gặp vướng, không còn khó khăn, đã hết
        vướng, hết vướng mắc, không vướng mắc, không còn vướng mắc, không có vướng mắc, chưa có vướng mắc, không
        gặp vướng mắc, thông rồi, chưa vướng mắc, đã gỡ vướng, đã giải quyết vướng mắc, hết kẹt, đã gỡ xong, đã
        tháo gỡ được, không bị vướng, không gặp trở ngại, không còn kẹt, chưa thấy vướng, không thấy vướng, đã
        hết khó khăn, đã gỡ vướng mắc, chưa gặp vướng mắc, đã giải quyết xong vướng mắc, đã xử lý vướng mắc, đã
        xử lý xong vướng mắc, hết tắc, gỡ vướng, đã có kinh phí, đã được cấp kinh phí, đã bố trí kinh phí, đã bố
        trí được kinh phí, đã có mặt bằng, đã có hướng dẫn, đã tháo gỡ vướng mắc, đã tháo gỡ khó khăn, tháo gỡ
        xong, không vướng gì, không còn gì vướng, không có gì vướng, không gì vướng, chẳng còn gì vướng,
        hết cái để vướng
        """,
    Mark.IDLE: """
        chưa triển khai, chưa làm, chưa làm gì, không làm gì, chưa đến thời điểm, chưa tới thời điểm, chưa đến
        kỳ, chưa bắt đầu, chưa thực hiện, chưa tiến hành, chưa động, chưa đụng, chưa động đến, chưa động tới,
        chưa đụng đến, chưa đụng tới, chưa khởi động, chưa có gì, chưa khởi công, chưa được triển khai, chưa
        được thực hiện, chưa làm được gì, chưa triển khai được, chưa thực hiện được, chưa triển khai thực hiện,
        chưa tổ chức, chưa tổ chức thực hiện, chưa bắt tay, chưa bắt tay vào, chưa đả động, chưa triển khai gì,
        chưa thể triển khai, chưa rục rịch, chưa tổ chức triển khai, chưa làm được, chưa kịp làm, chưa kịp triển
        khai, chưa hề làm, chưa hề triển khai, chưa khởi sự, chưa có tiến triển, chưa xúc tiến, chưa bắt đầu
        làm, chưa mần, chưa phân công, chưa có tiến độ, còn chưa làm, chưa giao, chưa có ai làm, chưa ai
        làm, chưa ai đụng đến, chưa ai đụng tới, chưa ai động đến, chưa ai động tới, chưa ai đụng, chưa
        đụng tay, chưa đụng gì
        """,
    Mark.SIGN: """
        trình ký, trình kí, chờ ký, chờ kí, trình lãnh đạo ký, trình sếp ký, trình chủ tịch ký, đang ký, chờ
        lãnh đạo ký, chờ chủ tịch ký, trình lãnh đạo, trình anh ký, trình ubnd ký, trình bí thư ký, chờ sếp ký,
        đợi ký, trình duyệt ký, trình chánh văn phòng ký, trình ký rồi, trình giám đốc ký, chờ giám đốc ký,
        trinh ky, trình ban thường vụ ký, trình thường trực ký, chưa ký, chưa kí
        """,
    Mark.LATER: """
        gia hạn, xin gia hạn, lùi hạn, xin lùi hạn, xin dời hạn, lùi thời hạn, lùi thời gian, xin lùi, dời hạn,
        xin dời, xin hoãn, xin khất, kéo dài thời hạn, kéo dài thời gian, giãn thời hạn, giãn hạn, giãn tiến độ,
        điều chỉnh thời hạn, điều chỉnh hạn, điều chỉnh thời gian, xin thêm thời gian, thêm thời gian, xin thêm,
        cho thêm, cho em thêm, cho xin thêm, cho chúng em thêm, cho tôi thêm, xin chậm, xin nộp muộn, xin nộp
        chậm, xin phép nộp muộn, xin phép nộp chậm, xin phép chậm, xin phép gia hạn, xin phép cho lùi, nộp muộn,
        nộp chậm, báo cáo muộn, báo cáo chậm, cho lùi, cho lui, xin đến, xin kéo dài, cho em xin đến, xin gh,
        cho gia hạn, xin chuyển hạn, xin điều chỉnh thời hạn, xin phép lùi, xin cho đến, cho khất, gia hạn thêm,
        cho phép lùi, cho hoãn, nới hạn, nới thời hạn, xin nới, đổi hạn, xin đổi hạn, cho em đến, cho em lùi,
        cho em nộp chậm, cho em khất, xin lui, hoãn đến, hoãn sang, lùi sang, lùi đến, lùi lại, dời đến, dời
        sang, dời lại, giahan, lùi tới, dời tới, chuyển hạn, xin thời gian, thêm hạn, xin thêm hạn, cho xin đến,
        cho xin gia hạn, đề nghị gia hạn, cho đơn vị thêm, cho xã thêm, khất đến, khất sang, xin sang, xin cho
        nộp, xin nộp vào, giahạn, cho kéo dài, đề nghị kéo dài, cho phép kéo dài, xin được kéo dài, được kéo dài
        thêm, kéo dài thêm, đề nghị lùi, đề nghị dời, đề nghị cho lùi, đề nghị cho kéo dài, em báo cáo muộn, em
        báo cáo chậm, cho em báo cáo muộn, cho em báo cáo chậm
        """,
    Mark.TAKEN: """
        đã nhận, nhận rồi, đã tiếp nhận, xin nhận, em nhận, tôi nhận, nhận việc, nhận nhiệm vụ, đã nắm, nắm rồi,
        đã nhận được, nhận được rồi, đã rõ, rõ rồi, em rõ, rõ ạ, rõ, tiếp nhận, nhận nv, đã xem, đã nhận đủ, em
        đã nhận, đã nhận nhiệm vụ, nhận đủ, đã nắm được, đã nhận việc, ok nhận, nhận được, nhận thông tin, đã
        nhận thông tin, nhận, xác nhận đã nhận, xác nhận, đã nhận tin, đã nhận thông báo, nhất trí, đã biết, đã
        tiếp thu, tiếp thu
        """,
    Mark.ORDER: """
        đề nghị, yêu cầu, phải, cần, cần phải, hãy, nhớ, nhắc, giúp, giùm, dùm, nên, muốn, xin hãy, đi, mau,
        gấp, ngay, nhờ, bắt buộc, vui lòng, chậm nhất, hạn chót, được yêu cầu, làm ơn, cho em biết, báo khi,
        nhanh lên, nhanh nhé, làm nhanh, làm sớm, làm gấp, làm ngay, nhanh nha
        """,
    Mark.IF: """
        nếu, nếu như, khi nào, giả sử, hễ, bao giờ, sau khi, trước khi, để, miễn là, chừng nào, lúc nào, một
        khi, khi, mà, giá mà, giá như, lỡ, trong trường hợp, ví dụ, chẳng hạn, vd, với điều kiện, hoặc, hay, đợi
        khi, chờ khi
        """,
    Mark.HEARD: """
        nghe nói, nghe bảo, nghe, hình như, chắc, chắc là, có lẽ, có vẻ, hình như là, tưởng, tưởng là, cứ tưởng,
        thấy bảo, thấy nói, nghe đâu, đồn, không biết, không rõ, không chắc, chưa rõ, chưa chắc, bảo, nói, đoán,
        nghĩ, hy vọng là, theo anh, theo chị, hỏi, bảo là, nói là, báo là, báo, có khi, nghi, bao là, khoe,
        thông tin là, không nhớ, lẽ ra, đáng lẽ, suýt, suýt nữa, đáng ra, chưa biết, theo xã, theo đơn vị, theo
        phòng, theo phường, theo sở, theo kế hoạch là, theo kế hoạch thì, theo lịch, theo lịch là, theo lịch
        thì, theo tiến độ là, theo tiến độ thì, đúng ra, ghi, ghi là, xã bên, bên đó, bên kia, đơn vị khác, xã
        khác, phòng bên, tưởng đâu, cứ tưởng đâu, ngỡ, ngỡ là
        """,
    Mark.BUT: """
        nhưng, tuy nhiên, song, còn, trừ, ngoại trừ, riêng, ngoài, thiếu, mỗi tội, chỉ còn, chỉ thiếu, còn
        thiếu, còn lại, hơi, tuy, dù, mặc dù, lại, sai, nhầm, bị trả lại, trả lại, làm lại, không đạt, chưa đạt,
        sửa lại, phải sửa, phải làm lại, phải sửa lại, mà còn, ai ngờ, nào ngờ, ai dè, nào dè, dè đâu, ngờ đâu,
        lộn, bấm lộn, bấm nhầm, gõ nhầm, báo lộn, báo nhầm, mà bị, mà quên, chứ thực tế, chứ thực ra, chứ đã,
        chứ mới, chứ thật ra, mỗi!, có mỗi
        """,
    Mark.ASK: """
        bao giờ, khi nào, chừng nào, lúc nào, mấy giờ, ai, gì, nào, mấy, bao nhiêu, đâu, thế nào, như nào, ntn,
        ra sao, chứ, rồi chứ, chứ em, chứ anh, chứ ạ, chứ đồng chí, sao, tại sao, vì sao, hả, phải không, đúng
        không, chăng, không nhỉ, bn, nhỉ
        """,
    Mark.WITH: """
        theo, tại, kèm, kèm theo, có, bằng, đính kèm, gửi kèm, đã có, thể hiện tại, nêu tại, qua, đã báo cáo
        tại, và có, đã báo cáo theo, và đã có, báo cáo tại, báo cáo bằng, báo cáo kết quả tại, và đã gửi, và đã
        nộp
        """,
    Mark.OWN: """
        ubnd, ub, chủ tịch, chủ đầu tư, phó chủ tịch, hđnd, xã, phường, thị trấn, sở, phòng, ban, đảng ủy,
        huyện, thành phố, tỉnh, ủy ban, văn phòng, vp, trung tâm, công an, trường, chi cục, cục, huyện ủy, thành
        ủy, tỉnh ủy, mặt trận, hội, đoàn, quân sự, trạm y tế, thôn, chi bộ, sở y tế, sở xây dựng, sở nội vụ, sở
        tài chính, stc, snv, sxd, syt, sct, stp, stttt, skhcn, sgddt, svhttdl, snnmt, stnmt, skhdt, sgtvt, đồn
        biên phòng, đồn, hội phụ nữ, trạm, kho bạc, ban chỉ huy quân sự, hạt kiểm lâm, bhxh, bảo hiểm xã hội,
        thanh tra, ban quản lý, bql, điện lực
        """,
}  # fmt: skip
